package io.tracker.agent.role;

import io.tracker.agent.server.ReplicaStatusColumns;
import io.tracker.agent.server.ServerAddress;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import io.tracker.schemas.manifest.ServerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads who a server is and how it replicates. Keeps nothing. */
public final class ReplicationReader {
    private ReplicationReader() {}

    /** Who the server is. */
    public static ServerIdentity identity(ServerSession session) throws ServerException {
        return new ServerIdentity(
                session.dialect().engine(),
                session.version(),
                session.value(session.dialect().identity()),
                session.value("SELECT @@GLOBAL.hostname"),
                session.address().port());
    }

    /** Whether it refuses writes. */
    public static boolean readOnly(ServerSession session) throws ServerException {
        String value = session.value("SELECT @@GLOBAL.read_only");
        return !value.equals("0") && !value.equalsIgnoreCase("OFF");
    }

    /** The streams of replication that are configured; none on a root. */
    public static List<ReplicaChannel> channels(ServerSession session) throws ServerException {
        ReplicaStatusColumns columns = session.dialect().replicaStatusColumns();
        List<ReplicaChannel> channels = new ArrayList<>();
        for (TextRow row : session.query(session.dialect().replicaStatus())) {
            // RESET REPLICA without ALL leaves a row without a host
            if (!row.text(columns.host()).isEmpty()) {
                channels.add(channel(row, columns, session.dialect().usesGtids(row)));
            }
        }
        return channels;
    }

    private static ReplicaChannel channel(TextRow row, ReplicaStatusColumns columns, boolean gtid) {
        List<String> filters = new ArrayList<>();
        for (String filter : columns.filters()) {
            String value = row.text(filter);
            if (!value.isEmpty()) {
                filters.add(filter + "=" + value);
            }
        }
        String error = row.number("Last_SQL_Errno") == 0
                ? ""
                : "error " + row.text("Last_SQL_Errno") + ": " + row.text("Last_SQL_Error");
        return new ReplicaChannel(
                row.text(columns.channel()),
                new ServerAddress(row.text(columns.host()), (int) row.number(columns.port())),
                new ReplicaChannel.Receiver(
                        row.yes(columns.receiver()),
                        row.text(columns.receiver()).equals("No"),
                        row.number(columns.serverId()),
                        optional(row, columns.uuid()),
                        optional(row, columns.received()).replaceAll("\\s", "")),
                new ReplicaChannel.Applier(
                        row.yes(columns.applier()),
                        row.text(columns.applierState()),
                        error,
                        row.number("SQL_Delay"),
                        row.text(columns.appliedFile()),
                        row.number(columns.appliedOffset())),
                gtid,
                filters);
    }

    private static String optional(TextRow row, Optional<String> column) {
        return column.map(row::text).orElse("");
    }
}
