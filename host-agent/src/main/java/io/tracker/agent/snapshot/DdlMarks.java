package io.tracker.agent.snapshot;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How much DDL a server has run, and when it was asked. On MariaDB, an INSTANT DROP and ADD of the same column changes what a snapshot
 * reads, without an error and with the same SHOW CREATE TABLE: only these marks show it.
 *
 * @param counters the server's counts of DDL statements
 * @param serverSeconds its clock, whole seconds since 1970
 * @param nanoTime our monotonic clock
 */
record DdlMarks(Map<String, Long> counters, long serverSeconds, long nanoTime) {
    private static final String COUNTERS =
            "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_alter_table', 'Com_create_index',"
                    + " 'Com_create_table', 'Com_drop_db', 'Com_drop_index', 'Com_drop_table', 'Com_rename_table', 'Com_truncate')";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** A file's time may lie a clock tick behind, in the second before. */
    private static final long SLACK_SECONDS = 1;

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

    /**
     * Whether a table may have been altered between these marks, taken with the snapshot, and later ones.
     *
     * @return what makes it possible; empty if it is certain that it was not
     */
    Optional<String> mayHaveChanged(CapturedTable table, DdlMarks later) {
        if (counters.equals(later.counters)) {
            return Optional.empty();
        }
        Optional<String> createTime = table.facts().createTime();
        if (createTime.isEmpty()) {
            return Optional.of("the server ran DDL, and does not tell the CREATE_TIME of this table");
        }
        if (clockWentBack(later)) {
            return Optional.of("the server ran DDL, and its clock went back, so that CREATE_TIME tells nothing");
        }
        long created = LocalDateTime.parse(createTime.get(), TIME).toEpochSecond(ZoneOffset.UTC);
        return created + SLACK_SECONDS < serverSeconds
                ? Optional.empty()
                : Optional.of(
                        "the server ran DDL, and CREATE_TIME " + createTime.get() + " is not before the snapshot");
    }

    private boolean clockWentBack(DdlMarks later) {
        long elapsedSeconds = (later.nanoTime - nanoTime) / 1_000_000_000L;
        return later.serverSeconds - serverSeconds + SLACK_SECONDS < elapsedSeconds;
    }
}
