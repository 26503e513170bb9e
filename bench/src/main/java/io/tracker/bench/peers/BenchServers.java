package io.tracker.bench.peers;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.LineOptions;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.SqlClient;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A primary, a replica that is read from, and an S3 server, each a process of its own, with every table in both sizes. */
final class BenchServers implements AutoCloseable {
    /** So that a contestant does not wait for pages that another one's rows pushed out. Memory is taken as it is needed. */
    private static final Map<String, String> SETTINGS = Map.of("innodb-buffer-pool-size", "6G");

    private static final long ROWS_A_STATEMENT = 100_000;
    /** Row images of large tables are as long as the tables: they may not pile up on either server. */
    private static final int STATEMENTS_A_BINLOG = 10;

    private static final Duration EXPORT_LIMIT = Duration.ofMinutes(20);
    private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(10);

    private final Line line;
    private final Path folder;
    private final Map<BenchTable, Long> rows;

    private BenchServers(Line line, Path folder, Map<BenchTable, Long> rows) {
        this.line = line;
        this.folder = folder;
        this.rows = rows;
    }

    /** Starts them, without tables. */
    static BenchServers start(BenchOptions options, Path folder)
            throws IOException, SQLException, InterruptedException {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        options.serverSettings().forEach(setting -> settings.put(setting.asOption(), setting.value()));
        ReplicaSetOptions set = ReplicaSetOptions.of(options.engine()).withReplicas(1);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set = set.withServerOption(setting.getKey(), setting.getValue());
        }
        return new BenchServers(
                Line.start(LineOptions.of(set, folder)
                        .withAgentJvm(agentJvm().toArray(String[]::new))
                        .withJobsJvm(jobsJvm().toArray(String[]::new))),
                folder,
                options.rows());
    }

    /** Options of the agent's JVM as packaged: its launcher reads the same file. */
    static List<String> agentJvm() {
        return packaged("agent");
    }

    /** Options of the jobs' JVM as packaged, where no Hadoop is installed. */
    static List<String> jobsJvm() {
        return packaged("jobs");
    }

    Line line() {
        return line;
    }

    /** The replica: every contestant reads from it. */
    Node server() {
        return line.replica();
    }

    /** How many rows a table has. */
    long rows(BenchTable table, Size size) {
        return rows.get(table) * size.times();
    }

    Project project() {
        return Project.ofThisProcess();
    }

    Engine engine() {
        return line.servers().installation().engine();
    }

    /** The bucket's folder, where the S3 server keeps what is put. */
    Path bucket() {
        return line.s3().data().resolve("lake");
    }

    long storePid() {
        return line.s3().pid();
    }

    /** A table as tab-separated text, which stage 2 of others begins with. */
    Path text(BenchTable table, Size size) {
        return folder.resolve("text").resolve(size.schema() + "." + table.key() + ".tsv");
    }

    /** Makes the tables at the primary, and waits for the replica to have them in memory. */
    void fill() throws IOException, SQLException {
        Node primary = line.primary();
        primary.execute(
                "CREATE DATABASE bench",
                "CREATE TABLE bench.digits (i INT PRIMARY KEY)",
                "INSERT INTO bench.digits VALUES "
                        + IntStream.range(0, 1000).mapToObj(i -> "(" + i + ")").collect(Collectors.joining(",")));
        for (Size size : Size.values()) {
            primary.execute("CREATE DATABASE " + size.schema());
            for (Map.Entry<BenchTable, Long> table : rows.entrySet()) {
                primary.execute(table.getKey().create(size.schema()));
                fill(table.getKey(), size);
            }
        }
        for (Size size : Size.values()) {
            for (BenchTable table : rows.keySet()) {
                server().queryText("SELECT COUNT(*) FROM " + size.schema() + "." + table.key());
            }
        }
    }

    private void fill(BenchTable table, Size size) throws IOException, SQLException {
        long last = rows(table, size);
        int statements = 0;
        for (long from = 1; from <= last; from += ROWS_A_STATEMENT) {
            line.primary().execute(table.insert(size.schema(), from, Math.min(last, from + ROWS_A_STATEMENT - 1)));
            if (++statements % STATEMENTS_A_BINLOG == 0) {
                dropBinlogs();
            }
        }
        dropBinlogs();
    }

    /** Once the replica has applied them; the last one stays. */
    private void dropBinlogs() throws IOException, SQLException {
        line.servers().waitUntilCaughtUp(CATCH_UP_LIMIT);
        for (Node node : List.of(line.primary(), server())) {
            node.execute("FLUSH BINARY LOGS", "PURGE BINARY LOGS BEFORE NOW()");
        }
    }

    /**
     * Has the server's own client print a table.
     *
     * @param kept whether the text stays, for those who read it
     * @return its size in bytes, which is what a GB of rows is counted by
     */
    long export(BenchTable table, Size size, boolean kept) throws IOException, InterruptedException {
        Path text = text(table, size);
        Files.createDirectories(text.getParent());
        List<String> command = new ArrayList<>(new SqlClient(line.servers().installation(), server()).command());
        command.addAll(List.of(
                "--batch",
                "--skip-column-names",
                "--quick",
                "--default-character-set=utf8mb4",
                "-e",
                table.selectText(size.schema()),
                "|"));
        command.addAll(kept ? List.of("tee", text.toString(), "|", "wc", "-c") : List.of("wc", "-c"));
        String printed = ToolRun.start(
                        "export of " + table.key(),
                        List.of("bash", "-c", "set -o pipefail; " + Meter.quoted(command)),
                        Map.of(),
                        folder.resolve("logs").resolve("export-" + size.schema() + "-" + table.key() + ".log"))
                .await(EXPORT_LIMIT)
                .require(0)
                .output();
        return Long.parseLong(printed.strip());
    }

    private static List<String> packaged(String tool) {
        return List.of("@"
                + Project.ofThisProcess()
                        .root()
                        .resolve("packaging/src")
                        .resolve(tool)
                        .resolve("lib/jvm.options"));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
