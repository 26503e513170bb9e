package io.tracker.agent.snapshot;

import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How many commands to start and to stop replication a server has been given since it started, by whomever: so that a stop of ours is told
 * from one that came after it.
 *
 * @param starts commands to start
 * @param stops commands to stop
 */
record ApplierCommands(long starts, long stops) {
    static ApplierCommands read(ServerSession session) throws ServerException {
        return new ApplierCommands(
                sum(session, session.dialect().startCounters()),
                sum(session, session.dialect().stopCounters()));
    }

    private static long sum(ServerSession session, List<String> counters) throws ServerException {
        String names = counters.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return session.query("SHOW GLOBAL STATUS WHERE Variable_name IN (" + names + ")").stream()
                .mapToLong((TextRow row) -> row.number("Value"))
                .sum();
    }

    /** Whether these can be later than others: a counter that went back says nothing. */
    boolean isBehind(ApplierCommands earlier) {
        return starts < earlier.starts || stops < earlier.stops;
    }
}
