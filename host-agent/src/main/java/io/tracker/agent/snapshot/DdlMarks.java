package io.tracker.agent.snapshot;

import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How much DDL a server has run, and when it was asked.
 *
 * @param counters the server's counts of DDL statements
 * @param serverSeconds its clock, whole seconds since 1970
 * @param nanoTime our monotonic clock
 */
record DdlMarks(Map<String, Long> counters, long serverSeconds, long nanoTime) {
    private static final String COUNTERS =
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_alter_table', 'Com_create_index',"
                    + " 'Com_create_table', 'Com_drop_db', 'Com_drop_index', 'Com_drop_table', 'Com_rename_table', 'Com_truncate')";

    private static final List<String> NAMING = List.of("Com_alter_table", "Com_rename_table");

    DdlMarks {
        counters = Map.copyOf(counters);
    }

    static DdlMarks read(ServerSession session) throws ServerException {
        Map<String, Long> counters = new TreeMap<>();
        for (TextRow row : session.query(COUNTERS)) {
            counters.put(row.text("Variable_name"), row.number("Value"));
        }
        return new DdlMarks(
                counters, Long.parseLong(session.value("SELECT UNIX_TIMESTAMP(SYSDATE())")), System.nanoTime());
    }

    /** Whether the server ran no DDL between these marks and later ones. */
    boolean sameCounters(DdlMarks later) {
        return counters.equals(later.counters);
    }

    /** Whether the server ran nothing between these marks and later ones that gives a table another one's name. */
    boolean sameNames(DdlMarks later) {
        return NAMING.stream().allMatch(name -> Objects.equals(counters.get(name), later.counters.get(name)));
    }

    /** Whether the server's clock was set back between these marks and later ones. */
    boolean clockWentBack(DdlMarks later, long slackSeconds) {
        long elapsedSeconds = (later.nanoTime - nanoTime) / 1_000_000_000L;
        return later.serverSeconds - serverSeconds + slackSeconds < elapsedSeconds;
    }
}
