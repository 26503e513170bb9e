package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.RowConverter;
import io.tracker.jobs.convert.ValueDigest;
import io.tracker.jobs.file.PendingFile;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows to one Parquet file, in the layout that its first rows choose. Memory: one row group, or the first rows. Not thread safe.
 */
final class ParquetRowWriter implements RowWriter {
    private final CellPlan plan;
    private final Map<String, String> metadata;
    private final ParquetOptions options;
    private final Configuration hadoop;
    private final PendingFile file;
    private final String path;
    private final ValueDigest digest = new ValueDigest();
    private final Ledger ledger = new Ledger();
    private final List<ParquetCell> cells;
    private final RowConverter converter;
    private FirstRows first;
    private DictionaryChoice choice;
    private ColumnFile parquet;
    private long rows;
    private boolean failed;
    private boolean ended;

    ParquetRowWriter(
            Path path, CellPlan plan, Map<String, String> metadata, ParquetOptions options, Configuration hadoop)
            throws IOException {
        this.plan = plan;
        this.metadata = Map.copyOf(metadata);
        this.options = options;
        this.hadoop = hadoop;
        this.path = path.toString();
        this.cells = plan.columns().stream()
                .map(column -> new ParquetCell(column, digest))
                .toList();
        this.converter = new RowConverter(plan, cells, ledger);
        this.first = new FirstRows(plan.schema().sources());
        this.choice = new DictionaryChoice(plan);
        this.file = new PendingFile(path, hadoop);
    }

    @Override
    public void write(BackupRow row) throws IOException {
        requireOpen();
        failed = true;
        if (parquet == null) {
            choice.look(row);
            if (first.hasRoom(row)) {
                first.add(row);
            } else {
                begin();
            }
        }
        if (parquet != null) {
            convert(row);
        }
        rows++;
        failed = false;
    }

    @Override
    public long size() {
        return parquet == null ? first.bytes() : parquet.size();
    }

    @Override
    public RowFormat.Written commit() throws IOException {
        requireOpen();
        failed = true;
        if (parquet == null) {
            begin();
        }
        parquet.end(allMetadata());
        long bytes = file.count();
        file.commit();
        failed = false;
        ended = true;
        return new RowFormat.Written(rows, bytes, digest.value(), ledger.entries());
    }

    @Override
    public void close() throws IOException {
        if (parquet != null) {
            parquet.close();
        }
        if (!ended) {
            ended = true;
            file.discard();
            file.close();
        }
    }

    private void begin() throws IOException {
        MessageType schema = ParquetSchemas.of(plan);
        boolean[] dictionaries = new boolean[cells.size()];
        for (int i = 0; i < dictionaries.length; i++) {
            dictionaries[i] = options.dictionaries()
                    .getOrDefault(plan.columns().get(i).column().name(), options.dictionary() && choice.repeats(i));
        }
        parquet = new ColumnFile(new PendingOutput(file.stream(), path), schema, options, dictionaries, hadoop);
        point();
        first.replay(this::convert);
        first = null;
        choice = null;
    }

    private void convert(BackupRow row) throws IOException {
        digest.begin();
        converter.convert(row);
        digest.end();
        if (parquet.endRow(row.cursor().rowLength())) {
            point();
        }
    }

    /** Has the cells write to the columns of a new row group. */
    private void point() {
        IntStream.range(0, cells.size()).forEach(i -> cells.get(i).into(parquet.column(i)));
    }

    /** With what is known only now: the reference systems of geometries. */
    private Map<String, String> allMetadata() {
        Map<String, String> all = new HashMap<>(metadata);
        for (int i = 0; i < cells.size(); i++) {
            String key = FileMetadata.key(plan.columns().get(i).column(), "srid");
            converter.srid(i).value().ifPresent(srid -> all.put(key, Integer.toUnsignedString(srid)));
        }
        return all;
    }

    private void requireOpen() {
        if (failed || ended) {
            throw new IllegalStateException("Parquet file is not open any more: " + path);
        }
    }
}
