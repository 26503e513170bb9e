package io.tracker.testing.line;

import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.JobsHost;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole line on this machine: a replica set, an S3 server, an agent for every host, and the jobs, each tool a process of its own.
 *
 * <p>The last replica serves as witness. Closing ends every process and deletes the servers' data; so does the end of the JVM.
 */
public final class Line implements AutoCloseable {
    /** Longer than any run here takes. */
    public static final Duration TOOL_LIMIT = Duration.ofMinutes(8);

    private static final String BUCKET = "lake";
    private static final Duration CATCH_UP = Duration.ofMinutes(2);

    private final LineOptions options;
    private final Project project;
    private final ReplicaSet set;
    private final S3Server s3;
    private final StoreAddress store;
    private final JobsHost jobs;
    private final LocalDate dt;

    private Line(LineOptions options, Project project, ReplicaSet set, S3Server s3) throws IOException {
        this.options = options;
        this.project = project;
        this.set = set;
        this.s3 = s3;
        s3.createBucket(BUCKET);
        this.store = new StoreAddress(s3.endpoint(), s3.accessKey(), s3.secretKey(), BUCKET, "");
        this.jobs = JobsHost.install(project, options.folder().resolve("jobs"), store, options.jobsJvm());
        this.dt = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    }

    /** Starts the servers. */
    public static Line start(LineOptions options) throws IOException, SQLException, InterruptedException {
        S3Server s3 = S3Server.start();
        ReplicaSet set = null;
        try {
            set = ReplicaSet.start(options.servers());
            return new Line(options, Project.ofThisProcess(), set, s3);
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            if (set != null) {
                set.close();
            }
            s3.close();
            throw e;
        }
    }

    public LineOptions options() {
        return options;
    }

    public ReplicaSet servers() {
        return set;
    }

    public S3Server s3() {
        return s3;
    }

    public Node primary() {
        return set.primary();
    }

    /** The replica that the first backup is taken from. */
    public Node replica() {
        return set.replicas().get(0);
    }

    /** The replica that stands still where it is told. */
    public Witness witness() {
        return new Witness(
                set.replicas().get(set.replicas().size() - 1),
                set.installation().engine());
    }

    /** The day that backups are of: yesterday, UTC. */
    public LocalDate dt() {
        return dt;
    }

    /** The bucket. */
    public StoreAddress store() {
        return store;
    }

    /** Where backups go. */
    public StoreAddress backups() {
        return store.at("tracker");
    }

    /** Where a format's output goes. */
    public StoreAddress warehouse(String format) {
        return store.at("warehouse/" + format);
    }

    /** The agent of a host, writing to {@link #backups}. */
    public AgentHost agent(Node node) throws IOException {
        return agent(node, backups());
    }

    /** The agent of a host, writing elsewhere. */
    public AgentHost agent(Node node, StoreAddress root) throws IOException {
        return AgentHost.install(
                project,
                options.folder().resolve(node.name()),
                set,
                node,
                root,
                options.agentJvm(),
                options.agentSettings());
    }

    public JobsHost jobs() {
        return jobs;
    }

    /** Asks a server for the connections of agents. MySQL's older list fails on statements of others with letters beyond utf8mb3. */
    public String agentConnections() {
        return switch (set.installation().engine()) {
            case MARIADB -> "SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '" + set.agentUser() + "'";
            case MYSQL ->
                "SELECT PROCESSLIST_ID FROM performance_schema.threads WHERE PROCESSLIST_USER = '" + set.agentUser()
                        + "'";
        };
    }

    /** Runs a backup of the day on a host to its end. */
    public ToolOutcome backup(Node node) throws IOException, InterruptedException {
        return agent(node).start("backup", "--dt", dt.toString()).await(TOOL_LIMIT);
    }

    /** Converts every table of the day. */
    public ToolOutcome convert(String format, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--to",
                format,
                "--root",
                backups().hadoopRoot(),
                "--warehouse",
                warehouse(format).hadoopRoot(),
                "--dt",
                dt.toString(),
                "--all-tables"));
        arguments.addAll(List.of(more));
        return jobs.start("convert", arguments.toArray(String[]::new)).await(TOOL_LIMIT);
    }

    /** Reads what a format's jobs published again, by the jobs' own verify. */
    public ToolOutcome verify(String format) throws IOException, InterruptedException {
        return jobs.start(
                        "verify", "--warehouse", warehouse(format).hadoopRoot(), "--dt", dt.toString(), "--all-tables")
                .await(TOOL_LIMIT);
    }

    /** What must hold of the day after any fault; the witness must have been held before the first backup. */
    public DayOracle oracle(StoreAddress root) {
        return new DayOracle(root.lake(), AgentHost.REPLICA_SET, dt, witness(), List.of(replica()));
    }

    /** Every replica that follows has what the primary has. */
    public void catchUp() throws SQLException {
        set.waitUntilCaughtUp(CATCH_UP);
    }

    @Override
    public void close() throws IOException {
        try (s3) {
            set.close();
        }
    }
}
