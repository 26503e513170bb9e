package io.tracker.agent.table;

import io.tracker.agent.table.TableClaims.Claim;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a run that other agents work on. */
final class OthersTables {
    private static final Logger LOG = LoggerFactory.getLogger(OthersTables.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int LOOKS_A_LINE = 30;

    private final TableRounds.RoundSource source;
    private final TableSteps steps;
    private final RoundsReport report;
    private final Queue<Turn> elsewhere = new ConcurrentLinkedQueue<>();

    OthersTables(TableRounds.RoundSource source, TableSteps steps, RoundsReport report) {
        this.source = source;
        this.steps = steps;
        this.report = report;
    }

    /** Whether this run takes a table now; if not, it is done or somebody else's. Thread safe. */
    boolean isOurs(Turn turn) throws IOException {
        Claim claim = steps.claims().claim(turn.table());
        if (claim == Claim.ELSEWHERE) {
            elsewhere.add(turn);
        }
        if (claim == Claim.OURS_AFTER_ANOTHER && steps.publisher().isEnded(turn.table())) {
            noteDone(turn.table());
            return false;
        }
        return claim != Claim.ELSEWHERE;
    }

    /**
     * Waits until each table is done, or some are free.
     *
     * @return those that this run must take; empty if none is left
     */
    Collection<Turn> await() throws IOException, InterruptedException {
        List<Turn> ours = new ArrayList<>();
        Duration pause = FIRST_PAUSE;
        for (int look = 0; ours.isEmpty() && !elsewhere.isEmpty(); look++) {
            source.requireRunning();
            steps.meter().step("waiting for other agents");
            if (look % LOOKS_A_LINE == 0) {
                LOG.info("waiting for other agents tables={}", elsewhere.size());
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            List<Turn> turns = takeAll();
            Set<TableDay> ended =
                    steps.publisher().ended(turns.stream().map(Turn::table).toList());
            for (Turn turn : turns) {
                if (ended.contains(turn.table())) {
                    noteDone(turn.table());
                } else if (isOurs(turn)) {
                    ours.add(turn);
                }
            }
        }
        steps.meter().step("tables");
        return ours;
    }

    private List<Turn> takeAll() {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn = elsewhere.poll(); turn != null; turn = elsewhere.poll()) {
            turns.add(turn);
        }
        return turns;
    }

    private void noteDone(TableDay table) {
        LOG.info("table ended by another agent table=\"{}\"", table);
        report.elsewhere(table);
        steps.claims().done(table);
        steps.meter().addTable();
    }
}
