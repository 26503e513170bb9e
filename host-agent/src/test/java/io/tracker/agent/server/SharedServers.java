package io.tracker.agent.server;

import io.tracker.agent.config.Secret;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.NodeOptions;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One chain of real servers an engine, {@code primary} to {@code middle} to {@code leaf}, shared by all test classes of a run. A test
 * leaves it as it found it: replication runs, roles and global variables are the same.
 */
public final class SharedServers implements AutoCloseable {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private final Map<Engine, ReplicaSet> sets = new EnumMap<>(Engine.class);

    private SharedServers() {}

    /** Gives test classes the servers as a constructor's argument. */
    public static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == SharedServers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return extension
                    .getRoot()
                    .getStore(ExtensionContext.Namespace.create(SharedServers.class))
                    .computeIfAbsent(SharedServers.class, key -> new SharedServers(), SharedServers.class);
        }
    }

    /** The chain of an engine, started once; without such servers the test is skipped, loudly. */
    public synchronized ReplicaSet of(Engine engine) throws IOException, SQLException, InterruptedException {
        ReplicaSet set = sets.get(engine);
        if (set == null) {
            Engines.require(engine, Assumptions::abort);
            set = ReplicaSet.start(ReplicaSetOptions.of(engine)
                    .withNode(NodeOptions.replica("middle", "primary"))
                    .withNode(NodeOptions.replica("leaf", "middle")));
            sets.put(engine, set);
        }
        return set;
    }

    /** As the agent connects. */
    public static ServerConnector agent(ReplicaSet set, Node node) {
        return connector(node, set.agentUser(), set.agentPassword());
    }

    /** As root connects, who has no password. */
    public static ServerConnector root(Node node) {
        return connector(node, "root", "");
    }

    /** As an account connects. */
    public static ServerConnector connector(Node node, String user, String password) {
        return connector(node, user, password, Duration.ofSeconds(10));
    }

    /** As the agent connects, with little patience for servers that are frozen. */
    public static ServerConnector impatient(ReplicaSet set, Node node) {
        return connector(node, set.agentUser(), set.agentPassword(), Duration.ofSeconds(2));
    }

    private static ServerConnector connector(Node node, String user, String password, Duration connectTimeout) {
        return new ServerConnector(new ConnectionOptions(
                new ServerAddress("127.0.0.1", node.port()),
                new Account(user, new Secret(password)),
                address -> TlsMode.DISABLED,
                connectTimeout,
                "it"));
    }

    /** Runs statements at the primary, and returns when the whole chain has applied them. */
    public static void run(ReplicaSet set, String... statements) throws SQLException {
        set.primary().execute(statements);
        catchUp(set);
    }

    /** Returns when receivers and appliers of the whole chain run, as they do a moment after a change of source. */
    public static void awaitReplication(ReplicaSet set) throws SQLException, InterruptedException {
        long end = System.nanoTime() + CATCH_UP.toNanos();
        for (Node replica : set.replicas()) {
            while (!replica.isReplicationRunning()) {
                if (System.nanoTime() > end) {
                    throw new SQLException("Replication does not run: " + replica + " " + replica.replicationStatus());
                }
                Thread.sleep(20);
            }
        }
    }

    /** Returns when the whole chain has applied what the primary committed. */
    public static void catchUp(ReplicaSet set) throws SQLException {
        for (Node replica : set.replicas()) {
            replica.waitUntilCaughtUpWith(set.primary(), CATCH_UP);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (ReplicaSet set : sets.values()) {
            set.close();
        }
        sets.clear();
    }
}
