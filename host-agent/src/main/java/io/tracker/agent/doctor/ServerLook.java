package io.tracker.agent.doctor;

import io.tracker.agent.config.AgentConfig.ServerProfile;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at a server's settings, its clock and the connection to it. */
public final class ServerLook {
    private static final Duration SKEW_NOTED = Duration.ofSeconds(5);
    private static final Duration SKEW_REFUSED = Duration.ofMinutes(5);
    private static final int CONNECTIONS_BESIDE = 8;

    private final Optional<ServerProfile> configured;
    private final int snapshotConnections;
    private final Clock clock;

    /**
     * A look.
     *
     * @param configured who runs the server, if the configuration says it
     * @param snapshotConnections how many connections a snapshot takes
     */
    public ServerLook(Optional<ServerProfile> configured, int snapshotConnections, Clock clock) {
        this.configured = configured;
        this.snapshotConnections = snapshotConnections;
        this.clock = clock;
    }

    /** All points, over a session that was opened as a run opens its own. */
    public List<Finding> at(ServerSession session) throws ServerException {
        ServerVariables variables = ServerVariables.read(session);
        List<Finding> findings = new ArrayList<>();
        findings.add(ManagedServices.look(configured, variables));
        findings.addAll(settings(variables));
        findings.add(commitOrder(session));
        findings.add(connections(variables));
        findings.add(clock(session));
        findings.add(tls(session));
        return findings;
    }

    List<Finding> settings(ServerVariables variables) {
        List<Finding> findings = new ArrayList<>();
        if (variables.value("super_read_only").isPresent() && !variables.on("super_read_only")) {
            findings.add(Finding.warn(
                    Subject.READ_ONLY,
                    "super_read_only is OFF: an administrator's write here is an errant transaction",
                    "SET PERSIST super_read_only = ON"));
        } else {
            findings.add(
                    variables.on("read_only")
                            ? Finding.ok(Subject.READ_ONLY, "read_only is on")
                            : Finding.warn(
                                    Subject.READ_ONLY,
                                    "read_only is OFF: the server takes writes and counts as no replica",
                                    "SET GLOBAL read_only = ON, if it is one"));
        }
        variables
                .value("gtid_mode")
                .ifPresent(mode -> findings.add(
                        mode.equals("ON")
                                ? Finding.ok(Subject.GTID, "gtid_mode is ON")
                                : Finding.fail(
                                        Subject.GTID,
                                        "gtid_mode is " + mode,
                                        "turn it ON in the whole set, with enforce_gtid_consistency = ON")));
        boolean logs =
                variables.on("log_bin") && (variables.on("log_replica_updates") || variables.on("log_slave_updates"));
        findings.add(
                logs
                        ? Finding.ok(Subject.BINARY_LOG, "written, with what is applied here")
                        : Finding.warn(
                                Subject.BINARY_LOG,
                                "what is applied here is not logged: no replica can follow this server after a promotion",
                                "log_bin, and log_replica_updates (log_slave_updates) = ON, in my.cnf"));
        findings.add(Finding.ok(Subject.SESSION, session(variables)));
        return findings;
    }

    /** The session that asks was opened with a run's settings, each read back. */
    private static String session(ServerVariables variables) {
        StringBuilder text = new StringBuilder("set and read back by each session; the server's own do not matter:");
        for (String name :
                List.of("sql_select_limit", "max_execution_time", "max_statement_time", "net_write_timeout")) {
            variables
                    .value(name)
                    .ifPresent(
                            value -> text.append(' ').append(name).append('=').append(value));
        }
        return text.toString();
    }

    private static Finding commitOrder(ServerSession session) throws ServerException {
        return session.value(session.dialect().commitOrderKept()).equals("1")
                ? Finding.ok(Subject.COMMIT_ORDER, "kept by the appliers here")
                : Finding.warn(
                        Subject.COMMIT_ORDER,
                        "not kept by the appliers here: only the source itself can prove the cutoff",
                        "replica_preserve_commit_order = ON (MariaDB: slave_parallel_mode = optimistic or conservative)");
    }

    private Finding connections(ServerVariables variables) {
        int most = variables.value("max_connections").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        int wanted = snapshotConnections + CONNECTIONS_BESIDE;
        String detail = "a run takes up to " + wanted + " of max_connections=" + most;
        return wanted < most
                ? Finding.ok(Subject.CONNECTIONS, detail)
                : Finding.fail(
                        Subject.CONNECTIONS, detail, "a smaller snapshot.connections, or a larger max_connections");
    }

    private Finding clock(ServerSession session) throws ServerException {
        Instant before = clock.instant();
        BigDecimal seconds = new BigDecimal(session.value("SELECT UNIX_TIMESTAMP(SYSDATE(6))"));
        Instant after = clock.instant();
        Instant server = Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
        return skew("the server", server, before, after, SKEW_NOTED, SKEW_REFUSED);
    }

    /** How far another clock is from ours, at least: what the way there and back explains is none. */
    static Finding skew(String whose, Instant other, Instant before, Instant after, Duration noted, Duration refused) {
        Duration off = other.isBefore(before)
                ? Duration.between(other, before)
                : other.isAfter(after) ? Duration.between(after, other) : Duration.ZERO;
        String detail = whose + " is " + off.toMillis() + " ms off this host's clock";
        String mend = "run a time service on all hosts";
        if (off.compareTo(refused) > 0) {
            return Finding.fail(Subject.CLOCK, detail, mend);
        }
        return off.compareTo(noted) > 0 ? Finding.warn(Subject.CLOCK, detail, mend) : Finding.ok(Subject.CLOCK, detail);
    }

    private static Finding tls(ServerSession session) throws ServerException {
        String cipher = "";
        String version = "";
        for (TextRow row : session.query("SHOW SESSION STATUS WHERE Variable_name IN ('Ssl_cipher', 'Ssl_version')")) {
            String value = row.optional("Value").orElse("");
            if (row.text("Variable_name").toLowerCase(Locale.ROOT).equals("ssl_cipher")) {
                cipher = value;
            } else {
                version = value;
            }
        }
        if (!cipher.isEmpty()) {
            return Finding.ok(Subject.TLS, "to " + session.address() + ": " + version + " " + cipher);
        }
        String host = session.address().host();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1")
                ? Finding.ok(Subject.TLS, "none to " + session.address() + ", which is this host")
                : Finding.warn(
                        Subject.TLS,
                        "none to " + session.address(),
                        "mysql.ssl-mode = verify-identity, and ALTER USER … REQUIRE SSL");
    }
}
