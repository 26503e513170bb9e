package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A primary and its replicas: real servers with GTID replication and row-based binlogs, on loopback.
 *
 * <p>Root comes in from 127.0.0.1 without a password; the agent's account {@code tracker} has a password of its own in
 * each set, and on every node the rights that it needs and no more. Closing kills the servers and deletes their data; so
 * does the end of the JVM.
 */
public final class ReplicaSet implements AutoCloseable {
    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(1);
    private static final int FIRST_SERVER_ID = 101;
    private static final int PASSWORD_BYTES = 12;

    private final ServerInstallation installation;
    private final WorkFolder work;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final String agentPassword;
    private final ShutdownHook hook;

    private ReplicaSet(ServerInstallation installation, WorkFolder work) {
        this.installation = installation;
        this.work = work;
        this.agentPassword = RandomText.ofBytes(PASSWORD_BYTES);
        this.hook = ShutdownHook.closing(this);
    }

    /** Refuses when the engine's server cannot be had; ask {@link Engines#require} before. */
    public static ReplicaSet start(ReplicaSetOptions options) throws IOException, SQLException, InterruptedException {
        ServerInstallation installation = ServerBinaries.find(options.engine())
                .orElseThrow(reason -> new IOException("Replica set cannot start: " + reason));
        return start(options, installation);
    }

    private static ReplicaSet start(ReplicaSetOptions options, ServerInstallation installation)
            throws IOException, SQLException, InterruptedException {
        ServerCache cache = ServerCache.open();
        DataTemplate template = DataTemplate.provide(cache, installation);
        WorkFolder work = WorkFolder.create();
        ReplicaSet set = new ReplicaSet(installation, work);
        try {
            for (NodeOptions node : options.nodes()) {
                Path folder = Files.createDirectory(work.path().resolve(node.name()));
                ServerConfig config = new ServerConfig(
                        installation, options, node, folder, FreePort.pick(), FIRST_SERVER_ID + set.nodes.size());
                Files.createDirectory(config.scratch());
                template.copyTo(config.data());
                cache.user().own(folder);
                set.nodes.add(new Node(config, cache.user()));
            }
            set.bringUp(options);
            return set;
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            set.close();
            throw e;
        }
    }

    private void bringUp(ReplicaSetOptions options) throws IOException, SQLException, InterruptedException {
        for (Node node : nodes) {
            node.launch();
        }
        for (Node node : nodes) {
            node.awaitReady();
        }
        primary().execute(Dialect.of(installation.engine()).createUsers(agentPassword));
        for (NodeOptions node : options.nodes()) {
            if (node.source().isPresent()) {
                node(node.name()).repointTo(node(node.source().get()));
            }
        }
        waitUntilCaughtUp(CATCH_UP_LIMIT);
    }

    /** The node that was primary at the start, whatever it is now. */
    public Node primary() {
        return nodes.get(0);
    }

    /** The nodes that were replicas at the start, in the order of the options. */
    public List<Node> replicas() {
        return nodes().subList(1, nodes.size());
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Refuses a name that no node has. */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("Node is unknown: got " + name + ", expected one of " + nodes));
    }

    /** Every replica has what the primary has committed so far. */
    public void waitUntilCaughtUp(Duration limit) throws SQLException {
        for (Node replica : replicas()) {
            replica.waitUntilCaughtUpWith(primary(), limit);
        }
    }

    /** The account of the host agent, which may come in from 127.0.0.1. */
    public String agentUser() {
        return Dialect.AGENT_USER;
    }

    /** New in every replica set. */
    public String agentPassword() {
        return agentPassword;
    }

    public ServerInstallation installation() {
        return installation;
    }

    @Override
    public void close() throws IOException {
        try (work) {
            nodes.forEach(Node::killNow);
            nodes.forEach(Node::kill9);
        } finally {
            hook.forget();
        }
    }
}
