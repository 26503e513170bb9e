package io.tracker.agent.table;

import io.tracker.agent.server.TableName;
import io.tracker.agent.snapshot.Snapshot;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    private final RoundSource source;
    private final TableSteps steps;
    private final ReadingThreads threads;

    public TableRounds(RoundSource source, TableSteps steps) {
        this.source = source;
        this.steps = steps;
        this.threads = ReadingThreads.start(steps.config().reading().connections());
    }

    /** What a round begins with. */
    public interface RoundSource {
        /** The tables that the server has now. */
        Set<TableName> present() throws IOException, InterruptedException;

        /** Throws when it is too late for a snapshot, or the run must stop. */
        void requireRunning();

        /** A new snapshot; refused as by {@link #requireRunning}. */
        Snapshot snapshot() throws IOException, InterruptedException;

        /** Whether the tables that are left are to be read from a new snapshot; asked between tables. */
        boolean renewalDue(Duration age);
    }

    /**
     * Takes tables until each is taken, dropped or failed, by this run or by another agent that holds its lease.
     *
     * @param owed the largest first
     * @param report takes how each ended
     */
    public void take(List<TableDay> owed, RoundsReport report) throws IOException, InterruptedException {
        Collection<Turn> left = owed.stream().map(table -> new Turn(table, 1)).toList();
        OthersTables others = new OthersTables(source, steps, report);
        try {
            for (int round = 1; ; round++) {
                if (left.isEmpty()) {
                    left = others.await();
                }
                if (left.isEmpty()) {
                    return;
                }
                // Listed first: what is absent here is absent in the snapshot, and its position is behind the DROP.
                Set<TableName> present = source.present();
                try (Snapshot snapshot = source.snapshot()) {
                    LOG.info(
                            "snapshot taken round={} tables={} position=\"{}\"",
                            round,
                            left.size(),
                            snapshot.position().gtid());
                    left = new Round(source, steps, threads, new RoundStart(snapshot, present, round), report, others)
                            .take(left);
                }
            }
        } finally {
            threads.windDown();
        }
    }
}
