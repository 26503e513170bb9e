package io.tracker.agent.table;

import io.tracker.agent.failure.RunEndedException;
import io.tracker.agent.publish.TablePublisher;
import io.tracker.agent.select.MaskingException;
import io.tracker.agent.select.StoredForm;
import io.tracker.agent.server.SnapshotEndedException;
import io.tracker.agent.snapshot.Snapshot;
import io.tracker.agent.snapshot.SnapshotTable;
import io.tracker.agent.store.StoreUnavailableException;
import io.tracker.schemas.container.RowTooLargeException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One snapshot, and all tables that are tried from it. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final TableRounds.RoundSource source;
    private final TableSteps steps;
    private final ReadingThreads threads;
    private final RoundStart start;
    private final Snapshot snapshot;
    private final long beganNanos = System.nanoTime();
    private final RoundsReport report;
    private final OthersTables others;
    private final Queue<Turn> again = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean snapshotEnded = new AtomicBoolean();

    Round(
            TableRounds.RoundSource source,
            TableSteps steps,
            ReadingThreads threads,
            RoundStart start,
            RoundsReport report,
            OthersTables others) {
        this.source = source;
        this.steps = steps;
        this.threads = threads;
        this.start = start;
        this.snapshot = start.snapshot();
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
        boolean tookOne = false;
        // a snapshot that is too old at once would never be done
        while (!runEnded.happened()
                && !snapshotEnded.get()
                && !(tookOne && !queue.isEmpty() && source.renewalDue(age()))
                && (turn = queue.poll()) != null) {
            steps.pace().pass(0, 0, () -> runEnded.happened() || snapshotEnded.get());
            tookOne |= takeOrPutBack(turn);
        }
        return true;
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Whether it was this run's. */
    private boolean takeOrPutBack(Turn turn) throws IOException, InterruptedException {
        TableDay table = turn.table();
        try {
            if (!others.isOurs(turn)) {
                return false;
            }
            if (start.present().contains(turn.name())) {
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
            boolean counts = !(e instanceof SnapshotEndedException ended) || ended.countsAsTry();
            boolean last = e instanceof RowTooLargeException
                    || e instanceof MaskingException
                    || (counts && turn.attempt() >= steps.config().reading().attempts());
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
                steps.meter().addRetry();
                again.add(counts ? turn.next() : turn);
            }
        }
        return true;
    }

    private void takeOne(Turn turn) throws IOException, InterruptedException {
        Instant startedAt = steps.clock().instant();
        String attempt = steps.identity().run() + "-" + start.number();
        try (SnapshotTable table = snapshot.open(turn.name())) {
            StoredForm stored =
                    steps.config().selection().form(turn.table().table(), table.schema(), table.expressions());
            List<ManifestObject> objects = steps.attempt(threads).read(table, stored, turn.table(), attempt);
            Manifest standing = steps.publisher()
                    .publish(new TablePublisher.Taken(
                            turn.table(),
                            attempt,
                            startedAt,
                            snapshot.takenAt(),
                            snapshot.position(),
                            stored.schema(),
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
