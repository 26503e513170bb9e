package io.tracker.agent.snapshot;

import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.TableName;
import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.types.CapturedSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A table in a snapshot. {@link #close} releases its metadata locks, so that replicated DDL on it can go on.
 *
 * <p>{@link #read} may be called by several threads at once, each with an encoder and sink of its own; the other methods by one.
 */
public final class SnapshotTable implements AutoCloseable {
    SnapshotTable() {}

    /** Which table. */
    public TableName name() {
        return NotBuilt.yet(Optional.empty());
    }

    /** Its schema in the snapshot. */
    public CapturedSchema schema() {
        return NotBuilt.yet(Optional.empty());
    }

    /** Cuts it into chunks by its primary key: disjoint, covering, at least one. Asks the server for the bounds where it must. */
    public List<Chunk> chunks(ChunkOptions options) throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }

    /**
     * Reads a chunk, row by row, in key order, in the layout that {@code RowLayout.of(schema())} gives. It borrows a free connection of
     * the snapshot, and waits for one.
     *
     * @return how many rows it gave to the sink
     * @throws IOException if the query died: never an early end of data; or what the sink threw
     */
    public long read(Chunk chunk, RowEncoder encoder, RowSink sink) throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }

    /** {@code COUNT(*)} in the snapshot. */
    public long count() throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }

    /**
     * Proves after the reading that the table was not altered meanwhile: schema, {@code CREATE_TIME}, DDL counters.
     *
     * @throws io.tracker.agent.server.TableChangedException if it was; what was read is worth nothing
     */
    public void confirmUnchanged() throws IOException, InterruptedException {
        NotBuilt.yet(Optional.empty());
    }

    @Override
    public void close() {}
}
