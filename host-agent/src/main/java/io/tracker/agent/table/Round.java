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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One snapshot, and all tables that are tried from it. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final TableSteps steps;
    private final ExecutorService readers;
    private final Snapshot snapshot;
    private final Set<TableName> present;
    private final int number;
    private final RoundsReport report;
    private final OthersTables others;
    private final Queue<Turn> again = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean snapshotEnded = new AtomicBoolean();

    Round(
            TableSteps steps,
            ExecutorService readers,
            Snapshot snapshot,
            Set<TableName> present,
            int number,
            RoundsReport report,
            OthersTables others) {
        this.steps = steps;
        this.readers = readers;
        this.snapshot = snapshot;
        this.present = present;
        this.number = number;
        this.report = report;
        this.others = others;
    }

    /**
     * Takes tables, except those that are others'.
     *
     * @return those that come again, with the next attempt's number if this one was begun
     */
    Collection<Turn> take(Collection<Turn> turns) throws IOException, InterruptedException {
        Queue<Turn> queue = new ConcurrentLinkedQueue<>(turns);
        int parallel = Math.min(turns.size(), steps.config().reading().tablesParallel());
        ExecutorService tables = WorkerThreads.start("table-", parallel);
        // What ends the run ends the tables under way too: they wait for readers, which then stop.
        FirstFailure runEnded = new FirstFailure(tables::shutdownNow);
        try {
            List<TaskHandle<Boolean>> handles = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                handles.add(TaskHandle.submit(tables, () -> takeFrom(queue, runEnded), runEnded));
            }
            for (TaskHandle<Boolean> handle : handles) {
                handle.await(runEnded);
            }
        } finally {
            WorkerThreads.windDown(tables);
        }
        runEnded.rethrow();
        again.addAll(queue);
        return again;
    }

    private boolean takeFrom(Queue<Turn> queue, FirstFailure runEnded) throws IOException, InterruptedException {
        Turn turn = null;
        while (!runEnded.happened() && !snapshotEnded.get() && (turn = queue.poll()) != null) {
            if (others.isOurs(turn)) {
                takeOrPutBack(turn);
            }
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
            steps.claims().done(table);
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
