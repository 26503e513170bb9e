package io.tracker.workflows.airflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A few nights of a fleet as Airflow runs them, in their order: two that are made up for, one that a replica set is late for, one damaged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AirflowContract {
    static final String DAG = "tracker_nightly";

    private final String version;
    private final Engine engine;
    private Path folder;
    private Nights nights;
    private Airflow airflow;
    private String warehouse;

    AirflowContract(String version, Engine engine) {
        this.version = version;
        this.engine = engine;
    }

    /** Where the jobs write to. */
    abstract String warehouse(Nights fleet, Path below);

    /** Has all runs of these days made up for, from the first to the last. */
    abstract void backfill(Airflow there, LocalDate first, LocalDate last) throws IOException, InterruptedException;

    @BeforeAll
    final void begin() throws Exception {
        Engines.require(engine, Assumptions::abort);
        folder = FreshFolder.at(Airflow.module().resolve("target/it/airflow-" + version));
        nights = Nights.begin(engine, folder);
        warehouse = warehouse(nights, folder);
        airflow = Airflow.install(version, folder.resolve("airflow"), configuration());
    }

    @AfterAll
    final void end() throws IOException {
        if (nights != null) {
            nights.close();
        }
    }

    @Test
    @Order(1)
    void itsPartsHoldTheirOwnTests() throws Exception {
        ToolOutcome tests = airflow.unitTests().require(0);
        assertTrue(tests.output().contains("OK"), tests::output);
        assertFalse(tests.output().contains("Ran 0 tests"), tests::output);
    }

    @Test
    @Order(2)
    void aBackfillOfTwoDaysPublishesBoth() throws Exception {
        for (int before : List.of(3, 2)) {
            nights.backUpPins(nights.day(before));
            nights.backUpAds(nights.day(before));
        }
        backfill(airflow, nights.day(3), nights.day(2));
        for (int before : List.of(3, 2)) {
            assertPublished(nights.day(before));
        }
        assertEquals(4, registered().size(), "two tables on two days");
    }

    @Test
    @Order(3)
    void theSensorAloneSeesACompleteDay() throws Exception {
        ToolOutcome run = airflow.run("tasks", "test", DAG, "complete", instant(1), "--task-params", day(2))
                .require(0);
        assertTrue(run.output().contains("\"complete\":true"), run::output);
    }

    @Test
    @Order(4)
    void aDayThatSomebodyOwesFailsAtItsDeadlineAndSaysWho() throws Exception {
        nights.backUpPins(nights.day(1));
        ToolOutcome run = airflow.run("dags", "test", DAG, instant(2), "--conf", day(1));
        assertTrue(
                run.output().contains("Marking run <DagRun tracker_nightly")
                        && run.output().contains(" failed"),
                run::output);
        String notice = lastNotice();
        assertTrue(notice.contains("\"task\": \"complete\""), notice);
        assertTrue(notice.contains("\"dt\": \"" + nights.day(1) + "\""), notice);
        assertTrue(notice.contains("ads-db owes the day since "), notice);
        assertFalse(notice.contains("pins-db owes"), notice);
        assertEquals(4, registered().size(), "nothing was registered");
    }

    @Test
    @Order(5)
    void aDamagedObjectFailsItsTableAloneAndARerunCompletes() throws Exception {
        nights.backUpAds(nights.day(1));
        nights.damageAds(nights.day(1));
        airflow.run("dags", "test", DAG, instant(3), "--conf", day(1));
        String notice = lastNotice();
        assertTrue(notice.contains("\"task\": \"one_table.convert\", \"table\": \"ads.calls\""), notice);
        assertTrue(notice.contains("Backup object is damaged: "), notice);
        assertEquals(5, registered().size(), "the other table is there");

        nights.supersedeAds(nights.day(1));
        ToolOutcome rerun =
                airflow.run("dags", "test", DAG, instant(4), "--conf", day(1)).require(0);
        assertTrue(rerun.output().contains("'rows': " + (Nights.BOARDS + 3)), rerun::output);
        assertPublished(nights.day(1));
    }

    /** What the DAG gave to the engine's client, in its order, a file each. */
    final List<Path> registered() throws IOException {
        return files("registered");
    }

    /** Runs the registered statements and a query by Spark. */
    final List<String> query(String select) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        for (Path file : registered()) {
            script.append(Files.readString(file));
        }
        Path statements = Files.writeString(folder.resolve("statements.sql"), script + select + ";\n");
        Path rows = folder.resolve("rows");
        List<String> command = new ArrayList<>(Project.ofThisProcess()
                .reader(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), "SparkStatements"));
        command.addAll(List.of(statements.toString(), rows.toString()));
        ToolRun.start("Spark", command, Map.of(), folder.resolve("spark.log"))
                .await(Duration.ofMinutes(4))
                .require(0);
        return Files.readAllLines(rows);
    }

    final Nights nights() {
        return nights;
    }

    private void assertPublished(LocalDate dt) throws IOException, InterruptedException {
        String said = nights.verify(warehouse, dt).require(0).output();
        assertTrue(said.contains("pins.boards") && said.contains("ads.calls"), said);
    }

    /** What the DAG's owner was told of failures, in its order. */
    final List<String> notices() throws IOException {
        List<String> notices = new ArrayList<>();
        for (Path file : files("noticed")) {
            notices.add(Files.readString(file));
        }
        return notices;
    }

    private String lastNotice() throws IOException {
        List<String> notices = notices();
        assertFalse(notices.isEmpty(), "nobody was told");
        return notices.get(notices.size() - 1);
    }

    private List<Path> files(String name) throws IOException {
        Path there = folder.resolve(name);
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(there)) {
            return files.sorted().toList();
        }
    }

    private String configuration() throws IOException {
        return "dag_id: " + DAG + "\nstart: " + nights.day(3) + "\n" + nights.jobs() + "root: "
                + nights.backups().hadoopRoot() + "\nwarehouse: " + warehouse
                + """

                tables: [pins.boards, ads.calls]
                register: {engine: spark, command: %s}
                notify: %s
                poll: 10s
                deadline: 20s
                retries: 1
                retry_delay: 1s
                """.formatted(keeper("registered"), keeper("noticed"));
    }

    /** A command that keeps what it is given, each time in a file of its own. */
    private String keeper(String name) {
        Path there = folder.resolve(name);
        return "[sh, -c, 'mkdir -p " + there + "; exec cat > " + there + "/$(date +%s%N)']";
    }

    private String day(int before) {
        return "{\"dt\": \"" + nights.day(before) + "\"}";
    }

    /** A logical date of a run by hand, each another. */
    private String instant(int hour) {
        return nights.day(0) + "T0" + hour + ":30:00";
    }
}
