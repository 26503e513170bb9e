package io.tracker.agent.chunk;

import io.tracker.agent.server.KeyBound;
import io.tracker.agent.server.KeyRange;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.TableShape;
import io.tracker.schemas.types.CapturedColumn;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts tables into chunks by their primary key.
 *
 * <p>An integer key without large gaps is cut by arithmetic, for nothing. Every other key is walked in the snapshot: the server is asked
 * for each key that comes so many rows behind the last, which gives even chunks for any distribution and costs one pass over the index. A
 * walk that meets the limit of chunks drops every second bound and goes on in steps twice as long, so that neither the plan nor its memory
 * grows with the table.
 *
 * <p>The partitions of a table are units: each is cut by itself, so that no connection merges them, and a table without a usable key
 * is still read by several connections. A table of more partitions than the limit is cut as if it were whole.
 */
public final class ChunkPlanner {
    /** A key has large gaps when less than a quarter of its range is in use. */
    private static final BigInteger SPARSE = BigInteger.valueOf(4);

    private static final int INVALID_CHARACTER_STRING = 1300;

    private final ChunkOptions options;

    public ChunkPlanner(ChunkOptions options) {
        this.options = options;
    }

    /**
     * The chunks of a table: disjoint, covering, at least one.
     *
     * @param session in the snapshot that will be read
     * @param estimatedRows the server's guess; a wrong one makes chunks uneven, never wrong
     */
    public List<Chunk> plan(RowSession session, TableShape table, long estimatedRows) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        int partitions = table.partitions().size();
        if (partitions < 2 || partitions > options.limit()) {
            add(chunks, Optional.empty(), bounds(session, table, estimatedRows));
            return chunks;
        }
        ChunkPlanner planner = new ChunkPlanner(new ChunkOptions(options.rows(), options.limit() / partitions));
        for (String partition : table.partitions()) {
            Optional<String> one = Optional.of(partition);
            add(chunks, one, planner.bounds(session, table.in(one), estimatedRows / partitions));
        }
        return chunks;
    }

    private List<KeyBound> bounds(RowSession session, TableShape table, long estimatedRows) throws IOException {
        List<CapturedColumn> key = table.bounds();
        if (key.isEmpty()) {
            return List.of();
        }
        if (isOneInteger(table, key)) {
            Optional<List<String>> extremes = session.extremes(table);
            if (extremes.isEmpty()) {
                return List.of();
            }
            IntegerKeys keys = IntegerKeys.of(extremes.get());
            boolean sparse = keys.span().compareTo(SPARSE.multiply(BigInteger.valueOf(estimatedRows))) > 0;
            if (!sparse || keys.span().compareTo(BigInteger.valueOf(options.rows())) <= 0) {
                return keys.bounds(options);
            }
        }
        try {
            return walk(session, table);
        } catch (ServerException e) {
            if (e.code() == INVALID_CHARACTER_STRING) {
                // a stored key that is invalid in its own charset cannot be written as a literal
                return List.of();
            }
            throw e;
        }
    }

    private List<KeyBound> walk(RowSession session, TableShape table) throws IOException {
        List<KeyBound> bounds = new ArrayList<>();
        long rows = options.rows();
        // the first chunk counts from the first row; each later one counts from behind its own first row
        Optional<KeyBound> next = session.boundAfter(table, Optional.empty(), rows);
        while (next.isPresent()) {
            bounds.add(next.get());
            if (bounds.size() >= options.limit()) {
                everySecond(bounds);
                rows *= 2;
            }
            next = bounds.isEmpty()
                    ? session.boundAfter(table, Optional.empty(), rows)
                    : session.boundAfter(table, Optional.of(bounds.get(bounds.size() - 1)), rows - 1);
        }
        return bounds;
    }

    private static void everySecond(List<KeyBound> bounds) {
        List<KeyBound> kept = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i += 2) {
            kept.add(bounds.get(i));
        }
        bounds.clear();
        bounds.addAll(kept);
    }

    private static boolean isOneInteger(TableShape table, List<CapturedColumn> key) {
        if (table.schema().primaryKey().size() != 1) {
            return false;
        }
        return switch (key.get(0).type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
            case YEAR, BIT, FLOAT, DOUBLE, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME -> false;
            case TEXT, ENUM, SET, JSON, BINARY, GEOMETRY, OTHER_TEXT, OTHER_BINARY -> false;
        };
    }

    private static void add(List<Chunk> chunks, Optional<String> partition, List<KeyBound> bounds) {
        Optional<KeyBound> from = Optional.empty();
        for (KeyBound bound : bounds) {
            chunks.add(new Chunk(chunks.size(), partition, new KeyRange(from, Optional.of(bound))));
            from = Optional.of(bound);
        }
        chunks.add(new Chunk(chunks.size(), partition, new KeyRange(from, Optional.empty())));
    }
}
