package io.tracker.agent.table;

import io.tracker.agent.failure.RunEndedException;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.Snapshot;
import io.tracker.agent.snapshot.SnapshotTable;
import io.tracker.agent.store.StoreUnavailableException;
import io.tracker.schemas.container.RowTooLargeException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tables, round by round: one snapshot a round, several tables at once, the largest first. A table that changed, or whose reading
 * failed, comes again in the next round, {@code retry.attempts} times; then it fails by name and the others go on.
 *
 * <p>What concerns the whole run ends it: a promotion, a store that does not answer, what only the operator can mend.
 */
public final class TableRounds {
    private static final Logger LOG = LoggerFactory.getLogger(TableRounds.class);
    private static final int SECONDS_TO_WIND_DOWN = 60;

    private final RoundSource source;
    private final TableSteps steps;
    private final ExecutorService readers;

    public TableRounds(RoundSource source, TableSteps steps) {
        this.source = source;
        this.steps = steps;
        this.readers = threads("reader-", steps.config().reading().connections());
    }

    /** What a round begins with. */
    public interface RoundSource {
        /** The tables that the server has now. */
        Set<TableName> present() throws IOException;

        /** A new snapshot; refused when it is too late, or the run must stop. */
        Snapshot snapshot() throws IOException, InterruptedException;
    }

    /**
     * Takes tables until each is taken, dropped or failed.
     *
     * @param owed the largest first
     * @param report takes how each ended
     */
    public void take(List<TableDay> owed, RoundsReport report) throws IOException, InterruptedException {
        Collection<Turn> left = owed.stream().map(table -> new Turn(table, 1)).toList();
        try {
            for (int round = 1; !left.isEmpty(); round++) {
                // Listed first: what is absent here is absent in the snapshot, and its position is behind the DROP.
                Set<TableName> present = source.present();
                try (Snapshot snapshot = source.snapshot()) {
                    LOG.info(
                            "snapshot taken round={} tables={} position=\"{}\"",
                            round,
                            left.size(),
                            snapshot.position().gtid());
                    left = new Round(snapshot, present, round, report).take(left);
                }
            }
        } finally {
            windDown(readers);
        }
    }

    /** A table's next try, counted from 1. */
    private record Turn(TableDay table, int attempt) {
        Turn next() {
            return new Turn(table, attempt + 1);
        }

        TableName name() {
            return new TableName(table.table().schema(), table.table().table());
        }
    }

    /** One snapshot, and all tables that are tried from it. */
    private final class Round {
        private final Snapshot snapshot;
        private final Set<TableName> present;
        private final int number;
        private final RoundsReport report;
        private final Queue<Turn> again = new ConcurrentLinkedQueue<>();
        private final FirstFailure runEnded = new FirstFailure();
        private final AtomicBoolean snapshotEnded = new AtomicBoolean();

        Round(Snapshot snapshot, Set<TableName> present, int number, RoundsReport report) {
            this.snapshot = snapshot;
            this.present = present;
            this.number = number;
            this.report = report;
        }

        Collection<Turn> take(Collection<Turn> turns) throws IOException, InterruptedException {
            Queue<Turn> queue = new ConcurrentLinkedQueue<>(turns);
            int parallel = Math.min(turns.size(), steps.config().reading().tablesParallel());
            ExecutorService tables = threads("table-", parallel);
            try {
                List<TaskHandle<Boolean>> handles = new ArrayList<>();
                for (int i = 0; i < parallel; i++) {
                    handles.add(TaskHandle.submit(tables, () -> takeFrom(queue), runEnded));
                }
                for (TaskHandle<Boolean> handle : handles) {
                    handle.await();
                }
            } finally {
                windDown(tables);
            }
            runEnded.rethrow();
            again.addAll(queue);
            return again;
        }

        private boolean takeFrom(Queue<Turn> queue) throws IOException, InterruptedException {
            Turn turn = null;
            while (!runEnded.happened() && !snapshotEnded.get() && (turn = queue.poll()) != null) {
                takeOrPutBack(turn);
            }
            return true;
        }

        private void takeOrPutBack(Turn turn) throws IOException, InterruptedException {
            TableDay table = turn.table();
            try {
                if (present.contains(turn.name())) {
                    takeOne(turn);
                } else {
                    steps.publisher().recordDropped(table, snapshot.position());
                    LOG.info(
                            "table dropped table=\"{}\" position=\"{}\"",
                            table,
                            snapshot.position().gtid());
                    report.dropped(table);
                }
                steps.meter().addTable();
            } catch (RunEndedException | StoreUnavailableException e) {
                throw e;
            } catch (IOException e) {
                snapshotEnded.compareAndSet(false, e instanceof SnapshotEndedException);
                boolean last = e instanceof RowTooLargeException
                        || turn.attempt() >= steps.config().reading().attempts();
                LOG.warn(
                        "table {} table=\"{}\" attempt={} reason=\"{}\"",
                        last ? "failed" : "comes again",
                        table,
                        turn.attempt(),
                        e.getMessage());
                if (last) {
                    report.failed(table, e);
                    steps.meter().addTable();
                } else {
                    again.add(turn.next());
                }
            }
        }

        private void takeOne(Turn turn) throws IOException, InterruptedException {
            Instant startedAt = steps.clock().instant();
            String attempt = steps.identity().run() + "-" + number;
            try (SnapshotTable table = snapshot.open(turn.name())) {
                List<ManifestObject> objects = steps.attempt(readers).read(table, turn.table(), attempt);
                Manifest standing = steps.publisher()
                        .publish(new TablePublisher.Taken(
                                turn.table(),
                                attempt,
                                startedAt,
                                snapshot.takenAt(),
                                snapshot.position(),
                                table.schema(),
                                objects));
                boolean ours = standing.run().run().equals(steps.identity().run());
                LOG.info(
                        "table {} table=\"{}\" rows={} bytes={} stored={} digest={}",
                        ours ? "published" : "published by another agent",
                        turn.table(),
                        standing.totals().rows(),
                        standing.totals().rowBytes(),
                        standing.totals().storedBytes(),
                        standing.totals().digest());
                report.taken(standing);
            }
        }
    }

    private static ExecutorService threads(String prefix, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Nobody may read a connection any more when its snapshot closes. */
    private static void windDown(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(SECONDS_TO_WIND_DOWN, TimeUnit.SECONDS)) {
                LOG.warn("threads still busy seconds={}", SECONDS_TO_WIND_DOWN);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
