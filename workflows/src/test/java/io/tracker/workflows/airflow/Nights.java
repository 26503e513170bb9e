package io.tracker.workflows.airflow;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.LineOptions;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A fleet of two replica sets that owe a table each, {@code pins.boards} and {@code ads.calls}, and the store that they back it up to. */
final class Nights implements AutoCloseable {
    /** So many rows has {@code pins.boards}. */
    static final int BOARDS = 500;

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final String FLEET = """
            {"format": "tracker-fleet", "version": 1, "replicaSets": [
              {"name": "pins-db", "from": "2026-01-01", "schemas": []},
              {"name": "ads-db", "from": "2026-01-01", "schemas": []}]}
            """;

    private final Line line;
    private final AgentHost pins;
    private final AgentHost ads;

    private Nights(Line line, Path folder) throws IOException, SQLException {
        this.line = line;
        line.primary()
                .execute(
                        "CREATE DATABASE pins",
                        "CREATE DATABASE ads",
                        "CREATE TABLE pins.boards (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
                        "CREATE TABLE ads.calls (id INT PRIMARY KEY, note TEXT)",
                        "INSERT INTO pins.boards WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < "
                                + BOARDS + ") SELECT i, CONCAT('board ', i) FROM n",
                        "INSERT INTO ads.calls VALUES (1, 'first'), (2, NULL), (3, '')");
        line.catchUp();
        try (S3Lake lake = line.backups().lake()) {
            lake.write("fleet.json", FLEET.getBytes(StandardCharsets.UTF_8));
        }
        this.pins = agent(folder, "pins-db", "pins.*");
        this.ads = agent(folder, "ads-db", "ads.*");
    }

    static Nights begin(Engine engine, Path folder) throws Exception {
        LineOptions options = LineOptions.of(ReplicaSetOptions.of(engine).withReplicas(1), folder)
                .withJobsJvm(JVM.toArray(String[]::new));
        Line line = Line.start(options);
        try {
            return new Nights(line, folder);
        } catch (IOException | SQLException | RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /** Yesterday, and so many days before. */
    LocalDate day(int before) {
        return line.dt().minusDays(before);
    }

    void backUpPins(LocalDate dt) throws IOException, InterruptedException {
        backUp(pins, dt);
    }

    void backUpAds(LocalDate dt) throws IOException, InterruptedException {
        backUp(ads, dt);
    }

    /** A bit turns over in the one object of {@code ads.calls}. */
    void damageAds(LocalDate dt) throws IOException {
        Path folder = line.s3().data().resolve("lake/tracker/data/ads/calls/dt=" + dt);
        try (Stream<Path> files = Files.walk(folder)) {
            Path object = files.filter(file -> file.toString().endsWith(".avro"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(object);
            bytes[bytes.length - 30] ^= 1;
            Files.write(object, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    /** What the DBA does about a damaged backup. */
    void supersedeAds(LocalDate dt) throws IOException, InterruptedException {
        ads.start("supersede", "--dt", dt.toString(), "--table", "ads.calls", "--reason", "object is damaged")
                .await(Line.TOOL_LIMIT)
                .require(0);
    }

    /** Where backups lie, as the jobs are told. */
    StoreAddress backups() {
        return line.backups();
    }

    /** A warehouse in the store, as the jobs are told. */
    String warehouse() {
        return line.warehouse("parquet").hadoopRoot();
    }

    /** The command of the jobs and their settings of the store, as the lines of a DAG's configuration. */
    String jobs() throws IOException {
        return "tracker_jobs: [" + String.join(", ", Project.ofThisProcess().jobs(JVM)) + "]\nconf: "
                + line.jobs().config() + "\n";
    }

    /** What the jobs say of an output when they read it again. */
    ToolOutcome verify(String warehouse, LocalDate dt) throws IOException, InterruptedException {
        return line.jobs()
                .start("verify", "--warehouse", warehouse, "--dt", dt.toString(), "--all-tables")
                .await(Line.TOOL_LIMIT);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }

    private AgentHost agent(Path folder, String replicaSet, String tables) throws IOException {
        return AgentHost.install(
                Project.ofThisProcess(),
                folder.resolve(replicaSet),
                line.servers(),
                line.replica(),
                line.backups(),
                JVM,
                Map.of(
                        "fleet.replica-set",
                        replicaSet,
                        "tables.include",
                        tables,
                        "schemas.exclude",
                        tables.startsWith("pins") ? "ads" : "pins",
                        "cutoff.latest-snapshot",
                        "9d"));
    }

    private static void backUp(AgentHost agent, LocalDate dt) throws IOException, InterruptedException {
        agent.start("backup", "--dt", dt.toString()).await(Line.TOOL_LIMIT).require(0);
    }
}
