package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server of a replica set. It keeps its port, its data and its role over stops and starts.
 *
 * <p>Calls that change the server's life ({@code start}, {@code stop}, {@code kill9}, {@code pause}, {@code promote} …)
 * are for one thread at a time; SQL is for any.
 */
public final class Node {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final ServerConfig config;
    private final ServerUser user;
    private final Optional<FakeTime> time;
    private final Replication replication;
    private volatile Optional<ServerProcess> process = Optional.empty();
    private boolean readOnly;
    private boolean paused;

    Node(ServerConfig config, ServerUser user, Optional<FakeTime> time) {
        this.config = config;
        this.user = user;
        this.time = time;
        this.readOnly = config.node().source().isPresent();
        this.replication =
                new Replication(this, Dialect.of(config.installation().engine()));
    }

    public String name() {
        return config.node().name();
    }

    public int port() {
        return config.port();
    }

    public Path socket() {
        return config.socket();
    }

    /** This server's own folder, with {@code data}, {@code tmp}, {@code server.cnf} and {@code error.log}. */
    public Path folder() {
        return config.folder();
    }

    public Path errorLog() {
        return config.errorLog();
    }

    /** Refuses when the server is not running. */
    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return process.filter(ServerProcess::isAlive).isPresent();
    }

    /** For Connector/J, without a user and without TLS. */
    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port()
                + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=10000";
    }

    /** As root, who may do everything except write to a read-only MySQL. */
    public Connection connect() throws SQLException {
        return connect("root", "");
    }

    public Connection connect(String account, String password) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), account, password);
    }

    /** Runs statements one after the other, as root, on one new connection. */
    public void execute(String... statements) throws SQLException {
        execute(List.of(statements));
    }

    void execute(List<String> statements) throws SQLException {
        try (Connection connection = connect()) {
            SqlText.execute(connection, statements);
        }
    }

    /** The one value that the query gives, as root; refuses NULL, no row and several rows. */
    public String queryText(String sql) throws SQLException {
        List<Optional<String>> texts = queryTexts(sql);
        if (texts.size() != 1 || texts.get(0).isEmpty()) {
            throw new SQLException("Query does not give one value: " + sql + " on " + name() + " (got " + texts + ")");
        }
        return texts.get(0).get();
    }

    /** The first value of each row, as root; empty for NULL. */
    public List<Optional<String>> queryTexts(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return SqlText.firstColumn(connection, sql);
        }
    }

    /** Starts the server and returns when it answers. */
    public void start() throws IOException, InterruptedException {
        launch();
        awaitReady();
    }

    void launch() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException("Server runs already: " + name() + ", process " + pid());
        }
        Files.writeString(config.file(), config.render(readOnly));
        List<String> command = List.of(config.installation().server().toString(), "--defaults-file=" + config.file());
        List<String> timed = time.map(clock -> clock.command(command)).orElse(command);
        process = Optional.of(ServerProcess.start(
                user.command(timed), config.folder(), config.folder().resolve("output.log")));
    }

    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!isAlive()) {
                throw new IOException("Server ended while it started: " + name() + "\n" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Server does not answer: " + name() + " on port " + port() + " (expected within "
                        + START_LIMIT + ")\n" + lastWords());
            }
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        }
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private String lastWords() throws IOException {
        Path log = Files.exists(errorLog()) ? errorLog() : config.folder().resolve("output.log");
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /** An orderly shutdown; one that takes too long ends in a kill. Does nothing when the server is down. */
    public void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().stop(STOP_LIMIT);
        }
    }

    /** SIGKILL: what an out-of-memory killer does. Does nothing when the server is down. */
    public void kill9() {
        process.ifPresent(ServerProcess::kill);
    }

    void killNow() {
        process.ifPresent(ServerProcess::killNow);
    }

    /** SIGSTOP: when this returns, the server does nothing more, and its connections stay open. */
    public void pause() throws IOException, InterruptedException {
        running().pause();
        paused = true;
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        running().resume();
        paused = false;
    }

    boolean isPaused() {
        return paused;
    }

    /** Whether both receiver and applier run and no error is reported; false without a source. */
    public boolean isReplicationRunning() throws SQLException {
        return replication.isRunning();
    }

    /** The row of SHOW REPLICA STATUS by column name, NULL as an empty text; empty without a source. */
    public Optional<Map<String, String>> replicationStatus() throws SQLException {
        return replication.status();
    }

    /** The GTIDs of all transactions of this server. */
    public String position() throws SQLException {
        return replication.position();
    }

    /** Returns when all that {@code source} has committed so far is applied here; refuses after the limit. */
    public void waitUntilCaughtUpWith(Node source, Duration limit) throws SQLException {
        if (source != this) {
            replication.waitFor(source.position(), limit);
        }
    }

    public void startReplication() throws SQLException {
        replication.start();
    }

    public void stopReplication() throws SQLException {
        replication.stop();
    }

    /** Makes this server a primary: it forgets its source and takes writes, also after a restart. */
    public void promote() throws SQLException {
        replication.promote();
        readOnly = false;
    }

    /** Makes this server, whatever it was, a read-only replica of another. */
    public void repointTo(Node source) throws SQLException {
        replication.repointTo(source);
        readOnly = true;
    }

    /** Gives this replica another source, without that it is anything but a replica in between. */
    public void reparentTo(Node source) throws SQLException {
        replication.reparentTo(source);
    }

    /** Makes this replica follow one more source, by a channel of its own. */
    public void replicateAlsoFrom(String channel, Node source) throws SQLException {
        replication.followAlso(channel, source);
    }

    @Override
    public String toString() {
        return name() + " (" + config.installation().engine().title() + " "
                + config.installation().version() + ", 127.0.0.1:" + port() + ")";
    }

    private ServerProcess running() {
        return process.filter(ServerProcess::isAlive)
                .orElseThrow(() -> new IllegalStateException("Server is not running: " + name()));
    }
}
