package io.tracker.agent.table;

import io.tracker.agent.chunk.Chunk;
import io.tracker.agent.chunk.ChunkOptions;
import io.tracker.agent.config.AgentConfig;
import io.tracker.agent.config.AgentConfig.VerifyCount;
import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.snapshot.SnapshotTable;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.throttle.ReadingPace;
import io.tracker.agent.upload.AttemptFolder;
import io.tracker.agent.upload.ObjectRoller;
import io.tracker.agent.upload.RowRelay;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One try at one table: reads its chunks, several at once, into objects, and proves that all rows came and that the table did not change.
 */
final class TableAttempt {
    private static final int MOST_CHUNKS = 10_000;

    private final AgentConfig config;
    private final ObjectStore store;
    private final ReadingThreads threads;
    private final ProgressMeter meter;
    private final ReadingPace pace;

    TableAttempt(AgentConfig config, ObjectStore store, ReadingThreads threads, ProgressMeter meter, ReadingPace pace) {
        this.config = config;
        this.store = store;
        this.threads = threads;
        this.meter = meter;
        this.pace = pace;
    }

    /**
     * Reads a table.
     *
     * @param stored what of the table the backup holds
     * @param attempt the attempt's id
     * @return its objects, all durable
     * @throws IOException if anything is not as it must be; the objects are then garbage
     */
    List<ManifestObject> read(SnapshotTable table, StoredForm stored, TableDay day, String attempt)
            throws IOException, InterruptedException {
        AttemptFolder folder = new AttemptFolder(
                store,
                day,
                attempt,
                stored.schema(),
                config.objects().rollBytes(),
                config.objects().container());
        List<Chunk> chunks = table.chunks(new ChunkOptions(config.reading().chunkRows(), MOST_CHUNKS));
        List<ManifestObject> objects = readChunks(table, stored, chunks, folder);
        long rows = objects.stream().mapToLong(ManifestObject::rows).sum();
        requireCount(table, day, chunks.size(), rows);
        table.confirmUnchanged();
        return objects;
    }

    private List<ManifestObject> readChunks(
            SnapshotTable table, StoredForm stored, List<Chunk> chunks, AttemptFolder folder)
            throws IOException, InterruptedException {
        Queue<Chunk> queue = new ConcurrentLinkedQueue<>(chunks);
        int parallel = Math.min(chunks.size(), config.reading().connections());
        FirstFailure failure = new FirstFailure(() -> {});
        List<ManifestObject> objects = new ArrayList<>();
        List<TaskHandle<List<ManifestObject>>> handles = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            handles.add(TaskHandle.submit(
                    threads.readers(), () -> readQueue(table, stored, queue, folder, failure), failure));
        }
        for (TaskHandle<List<ManifestObject>> handle : handles) {
            handle.await(failure).ifPresent(objects::addAll);
        }
        failure.rethrow();
        return objects;
    }

    private List<ManifestObject> readQueue(
            SnapshotTable table, StoredForm stored, Queue<Chunk> queue, AttemptFolder folder, FirstFailure failure)
            throws IOException, InterruptedException {
        RowEncoder encoder =
                new RowEncoder(RowLayout.of(stored.schema()), config.reading().rowMaxBytes());
        try (ObjectRoller roller = new ObjectRoller(folder);
                RowRelay relay = new RowRelay(roller, threads.packers())) {
            CountingSink sink = new CountingSink(relay, meter, pace, failure::happened);
            for (Chunk chunk = queue.poll(); chunk != null && !failure.happened(); chunk = queue.poll()) {
                pace.pass(0, 0, failure::happened);
                table.read(chunk, stored, encoder, sink);
            }
            sink.report();
            relay.flush();
            return roller.commit();
        }
    }

    private void requireCount(SnapshotTable table, TableDay day, int chunks, long rows)
            throws IOException, InterruptedException {
        VerifyCount mode = config.reading().verifyCount();
        if (mode == VerifyCount.NEVER || (mode == VerifyCount.AUTO && chunks == 1)) {
            return;
        }
        pace.pass(0, 0, () -> false);
        long counted = table.count();
        if (counted != rows) {
            throw new IOException(
                    "rows differ from COUNT(*) of the same snapshot: " + day + " (got " + rows + ", expected " + counted
                            + "); HINT: report this: chunks overlap or leave a gap, or the server cut a result");
        }
    }
}
