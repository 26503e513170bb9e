package io.tracker.agent.snapshot;

import io.tracker.agent.catalog.CapturedTable;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.server.RowSession;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableChangedException;
import io.tracker.agent.server.TableName;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Proves that a table, whose metadata lock is held, is the one that the snapshot saw, and has the schema that it had there. Errors 1412
 * and 1146 show most alterations; this is for those that the servers let pass.
 *
 * <p>MySQL reads its catalog in a transaction's snapshot as it reads rows, so the catalog inside and outside are compared. What that does
 * not show is a swap of two tables that are alike and were created in one second: their tablespaces do, and where they cannot be seen,
 * any RENAME or ALTER since the snapshot counts.
 *
 * <p>MariaDB has no catalog inside the snapshot, and lets an INSTANT DROP and ADD of one column change what the snapshot reads. There,
 * {@code CREATE_TIME} moves with every alteration by the server's clock, and DDL counters tell whether there was any.
 */
final class AlterationGuard {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** A file's time may lie a clock tick behind, in the second before. */
    private static final long SLACK_SECONDS = 1;

    private final DdlMarks atSnapshot;

    AlterationGuard(DdlMarks atSnapshot) {
        this.atSnapshot = atSnapshot;
    }

    /**
     * Throws if it is not certain that the table is unaltered.
     *
     * @param outside sees the server as it is now
     * @param inside sees the snapshot, and holds the table's metadata lock
     */
    void requireUnaltered(CapturedTable table, ServerSession outside, RowSession inside) throws IOException {
        TableName name = table.shape().name();
        DdlMarks now = DdlMarks.read(outside);
        Optional<String> change;
        if (outside.dialect().catalogFingerprint(name).isPresent()) {
            change = byCatalog(name, outside, inside);
            if (change.isEmpty() && !atSnapshot.sameNames(now)) {
                change = byStorage(name, outside, inside);
            }
        } else {
            change = atSnapshot.sameCounters(now) ? Optional.empty() : byCreateTime(table, now);
        }
        if (change.isPresent()) {
            throw new TableChangedException(name, change.get());
        }
    }

    private static Optional<String> byCatalog(TableName name, ServerSession outside, RowSession inside)
            throws IOException {
        String sql = outside.dialect().catalogFingerprint(name).orElseThrow();
        String then = inside.value(name, sql);
        String now = outside.value(sql);
        return then.equals(now)
                ? Optional.empty()
                : Optional.of("the catalog says " + now + " of it, and said " + then + " at the snapshot");
    }

    private static Optional<String> byStorage(TableName name, ServerSession outside, RowSession inside)
            throws IOException {
        String sql = outside.dialect().storageIdentity(name).orElseThrow();
        String now = orEmpty(outside, sql);
        if (now.isEmpty()) {
            return Optional.of(
                    "the server ran DDL, and whether it swapped this table cannot be seen; PROCESS would show it");
        }
        String then = inside.value(name, sql);
        return then.equals(now)
                ? Optional.empty()
                : Optional.of("it lies in tablespace " + now + ", and lay in " + then + " at the snapshot");
    }

    private static String orEmpty(ServerSession session, String sql) throws ServerException {
        try {
            return session.value(sql);
        } catch (OperatorException e) {
            // without PROCESS it is hidden
            return "";
        }
    }

    private Optional<String> byCreateTime(CapturedTable table, DdlMarks now) {
        Optional<String> createTime = table.facts().createTime();
        if (createTime.isEmpty()) {
            return Optional.of("the server ran DDL, and does not tell the CREATE_TIME of this table");
        }
        return mayBeYounger(createTime.get(), now);
    }

    /** Whether a CREATE_TIME may lie behind the snapshot; says why. */
    Optional<String> mayBeYounger(String createTime, DdlMarks now) {
        if (atSnapshot.clockWentBack(now, SLACK_SECONDS)) {
            return Optional.of("the server ran DDL, and its clock went back, so that CREATE_TIME tells nothing");
        }
        long created = LocalDateTime.parse(createTime, TIME).toEpochSecond(ZoneOffset.UTC);
        return created + SLACK_SECONDS < atSnapshot.serverSeconds()
                ? Optional.empty()
                : Optional.of("the server ran DDL, and CREATE_TIME " + createTime + " is not before the snapshot");
    }
}
