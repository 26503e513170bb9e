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
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A primary, a replica that is read from, and an S3 server, each a process of its own, with every table in both sizes. */
final class BenchServers implements AutoCloseable {
    /** Of a host where the agent is installed as packaged. */
    static final List<String> AGENT_JVM = List.of("-Xmx256m", "-XX:ActiveProcessorCount=2", "-XX:-UsePerfData");
    /** Of the launcher that comes with the jobs. */
    static final List<String> JOBS_JVM = List.of("-Xmx1g", "-XX:-UsePerfData");

    private static final long ROWS_A_STATEMENT = 100_000;
    private static final Duration EXPORT_LIMIT = Duration.ofMinutes(10);

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
        ReplicaSetOptions set = ReplicaSetOptions.of(options.engine()).withReplicas(1);
        for (Setting setting : options.serverSettings()) {
            set = set.withServerOption(setting.asOption(), setting.value());
        }
        return new BenchServers(
                Line.start(LineOptions.of(set, folder)
                        .withAgentJvm(AGENT_JVM.toArray(String[]::new))
                        .withJobsJvm(JOBS_JVM.toArray(String[]::new))),
                folder,
                options.rows());
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

    /** A table as tab-separated text, which stage 2 of others begins with; its size is what a GB of rows is counted by. */
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
                long last = rows(table.getKey(), size);
                for (long from = 1; from <= last; from += ROWS_A_STATEMENT) {
                    primary.execute(
                            table.getKey().insert(size.schema(), from, Math.min(last, from + ROWS_A_STATEMENT - 1)));
                }
            }
        }
        line.servers().waitUntilCaughtUp(EXPORT_LIMIT);
        for (Size size : Size.values()) {
            for (BenchTable table : rows.keySet()) {
                server().queryText("SELECT COUNT(*) FROM " + size.schema() + "." + table.key());
            }
        }
    }

    /** Has the server's own client print a table. */
    void export(BenchTable table, Size size) throws IOException, InterruptedException {
        java.nio.file.Files.createDirectories(text(table, size).getParent());
        List<String> client = new ArrayList<>(new SqlClient(line.servers().installation(), server()).command());
        client.addAll(List.of(
                "--batch",
                "--skip-column-names",
                "--quick",
                "--default-character-set=utf8mb4",
                "-e",
                table.selectText(size.schema()),
                ">",
                text(table, size).toString()));
        ToolRun.start(
                        "export of " + table.key(),
                        List.of("bash", "-c", Meter.quoted(client)),
                        Map.of(),
                        folder.resolve("logs").resolve("export-" + size.schema() + "-" + table.key() + ".log"))
                .await(EXPORT_LIMIT)
                .require(0);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
