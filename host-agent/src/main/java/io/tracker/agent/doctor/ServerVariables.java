package io.tracker.agent.doctor;

import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A server's global variables, as far as the doctor looks at them; each engine and version has some of them. */
final class ServerVariables {
    private static final List<String> NAMES = List.of(
            "aurora_version",
            "basedir",
            "read_only",
            "super_read_only",
            "gtid_mode",
            "log_bin",
            "log_replica_updates",
            "log_slave_updates",
            "sql_select_limit",
            "max_execution_time",
            "max_statement_time",
            "net_write_timeout",
            "init_connect",
            "max_connections",
            "require_secure_transport");

    private final Map<String, String> values;

    ServerVariables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    static ServerVariables read(ServerSession session) throws ServerException {
        Map<String, String> values = new HashMap<>();
        for (TextRow row :
                session.query("SHOW GLOBAL VARIABLES WHERE Variable_name IN ('" + String.join("', '", NAMES) + "')")) {
            values.put(
                    row.text("Variable_name").toLowerCase(Locale.ROOT),
                    row.optional("Value").orElse(""));
        }
        return new ServerVariables(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether a switch is on; a server that does not have it counts as one where it is off. */
    boolean on(String name) {
        return value(name)
                .filter(value -> !value.equals("OFF") && !value.equals("0") && !value.isEmpty())
                .isPresent();
    }
}
