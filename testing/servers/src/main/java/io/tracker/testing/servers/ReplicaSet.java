package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private static final Duration CLOCK_LIMIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final double CLOCK_TOLERANCE_SECONDS = 1;
    private static final double MILLIS_A_SECOND = 1000;

    private final ReplicaSetOptions options;
    private final ServerInstallation installation;
    private final ServerCache cache;
    private final WorkFolder work;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private final String agentPassword;
    private final ShutdownHook hook;
    private Optional<FakeTime> time = Optional.empty();

    private ReplicaSet(ReplicaSetOptions options, ServerInstallation installation, ServerCache cache, WorkFolder work) {
        this.options = options;
        this.installation = installation;
        this.cache = cache;
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
        ReplicaSet set = new ReplicaSet(options, installation, ServerCache.open(), WorkFolder.create());
        try {
            if (options.clock().isPresent()) {
                FakeTime time = FakeTime.begin(set.work.path(), System.err::println);
                time.set(options.clock().get());
                set.time = Optional.of(time);
            }
            for (NodeOptions node : options.nodes()) {
                set.install(node);
            }
            set.bringUp();
            return set;
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            set.close();
            throw e;
        }
    }

    private Node install(NodeOptions options) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(work.path().resolve(options.name()));
        ServerConfig config = new ServerConfig(
                installation, this.options, options, folder, FreePort.pick(), FIRST_SERVER_ID + nodes.size());
        Files.createDirectory(config.scratch());
        DataTemplate.provide(cache, installation).copyTo(config.data());
        cache.user().own(folder);
        Node node = new Node(config, cache.user(), time);
        nodes.add(node);
        return node;
    }

    private void bringUp() throws IOException, SQLException, InterruptedException {
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

    /**
     * Adds an empty server that is told its source, and whose replication has not begun: {@link Node#startReplication} lets it follow from
     * the source's first transaction on.
     */
    public Node addReplica(String name, Node source) throws IOException, SQLException, InterruptedException {
        Node node = install(NodeOptions.replica(name, source.name()));
        node.start();
        node.execute(Dialect.of(installation.engine()).replicateFrom(source.port()));
        return node;
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

    /**
     * Sets the clock of all servers, which goes on from there; returns when those that answer show it. For replica sets with
     * {@link ReplicaSetOptions#withClock}.
     */
    public void setClock(Instant now) throws IOException, SQLException, InterruptedException {
        FakeTime clock =
                time.orElseThrow(() -> new IllegalStateException("Clock is not to be set: the options say no"));
        clock.set(now);
        long begin = System.nanoTime();
        long end = begin + CLOCK_LIMIT.toNanos();
        for (Node node : nodes) {
            while (!node.isPaused() && !showsAbout(node, now.plusNanos(System.nanoTime() - begin))) {
                if (System.nanoTime() > end) {
                    throw new IOException("Server does not take the clock: " + node.name() + " (expected " + now + ")");
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
    }

    private static boolean showsAbout(Node node, Instant expected) throws SQLException {
        double shown = Double.parseDouble(node.queryText("SELECT UNIX_TIMESTAMP(SYSDATE(6))"));
        return Math.abs(shown - expected.toEpochMilli() / MILLIS_A_SECOND) < CLOCK_TOLERANCE_SECONDS;
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
