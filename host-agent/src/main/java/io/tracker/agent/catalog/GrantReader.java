package io.tracker.agent.catalog;

import io.tracker.agent.catalog.GrantReport.MissingGrant;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.util.ArrayList;
import java.util.List;

/** Reads the account's grants, through active roles too, and compares them with what a run needs. Thread safe. */
public final class GrantReader {
    private final ServerConnector server;

    public GrantReader(ServerConnector server) {
        this.server = server;
    }

    /** What is missing on the replica; schema-level grants and partial revokes do not stand in for global ones. */
    public GrantReport read() throws ServerException {
        try (ServerSession session = server.open("grants")) {
            String user = session.value("SELECT CURRENT_USER()");
            int at = user.lastIndexOf('@');
            String account = quote(user.substring(0, at)) + "@" + quote(user.substring(at + 1));
            // the answer's lines may hold a password's hash: they go nowhere but into the parser
            List<String> lines = new ArrayList<>();
            for (TextRow row : session.query("SHOW GRANTS")) {
                lines.add(row.first().orElse(""));
            }
            Grants grants = Grants.of(lines);
            return report(account, grants, session.dialect().engine());
        }
    }

    static GrantReport report(String account, Grants grants, String engine) {
        List<MissingGrant> missing = new ArrayList<>();
        List<MissingGrant> wanted = new ArrayList<>();
        for (RequiredGrant required : RequiredGrant.of(engine)) {
            if (!grants.global(required.privilege())) {
                (required.needed() ? missing : wanted)
                        .add(new MissingGrant(
                                required.privilege(),
                                required.reason(),
                                "GRANT " + required.privilege() + " ON *.* TO " + account));
            }
        }
        for (String schema : grants.revokedSchemas("SELECT")) {
            missing.add(new MissingGrant(
                    "SELECT",
                    "a partial revoke hides the tables of " + schema + " without a word",
                    "GRANT SELECT ON " + schema + ".* TO " + account));
        }
        return new GrantReport(account, missing, wanted, grants.excess());
    }

    private static String quote(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
