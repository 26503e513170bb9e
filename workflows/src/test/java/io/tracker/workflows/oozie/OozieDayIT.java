package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.LineOptions;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A real day of a real agent under Oozie: not there, then backed up, converted and published, then damaged and mended. */
final class OozieDayIT {
    private static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private OozieApp app;
    private OozieProcess oozie;
    private LocalDate dt;

    @Test
    void aDayIsWaitedForConvertedVerifiedRegisteredAndPublished() throws Exception {
        Engines.require(Engine.MARIADB, Assumptions::abort);
        Map<String, String> site = new HashMap<>();
        site.put("tool", String.join(" ", Project.ofThisProcess().jobs(SMALL_JVM)));
        site.put("tries", "1");
        site.put("registerTables", "pins.boards");
        site.put("registerFor", "spark");
        site.put("registerCommand", "cp -t " + Project.ofThisProcess().root().resolve("workflows/target/it/oozie-day"));
        site.put("warehouse", "${appPath}/warehouse");
        app = OozieApp.deploy("oozie-day", site);
        Path root = Files.createDirectories(app.folder().resolve("root"));
        LineOptions options = LineOptions.of(
                        ReplicaSetOptions.of(Engine.MARIADB).withReplicas(1),
                        app.folder().resolve("line"))
                .withAgentJvm(SMALL_JVM.toArray(String[]::new))
                .withAgentSetting("store.root", root.toUri().toString());
        try (Line line = Line.start(options);
                OozieProcess process = OozieProcess.start(app.folder())) {
            oozie = process;
            dt = line.dt();
            line.primary()
                    .execute(
                            "CREATE DATABASE pins",
                            "CREATE TABLE pins.boards (id INT PRIMARY KEY, name VARCHAR(20))",
                            "INSERT INTO pins.boards VALUES (1, 'a'), (2, NULL)");
            line.catchUp();
            isKilledWhileTheDayIsMissing(root);
            line.backup(line.replica()).require(0);
            isKilledWhereTheOperatorMustAct();
            isPublishedByTheCoordinator();
            isKilledWhereAnOutputIsDamagedAndEndsWhenItIsMended();
        }
    }

    private void isKilledWhileTheDayIsMissing(Path root) throws IOException {
        Files.writeString(
                root.resolve("fleet.json"),
                "{\"format\":\"tracker-fleet\",\"version\":1,\"replicaSets\":[{\"name\":\"demo\",\"from\":\"2026-01-01\","
                        + "\"schemas\":[{\"schema\":\"pins\",\"from\":\"2026-01-01\"}]}]}");
        List<String> told = run(Map.of());
        assertEquals("KILLED", status(told), told.toString());
        String message = told.get(told.size() - 1);
        assertTrue(
                message.startsWith(
                        "not-yet\tOK\tnull\tTracker dt=" + dt + ": not yet: complete: dt=" + dt + ": not complete"),
                message);
        assertTrue(message.contains("missing") && message.contains("demo"), message);
        assertFalse(Files.exists(flag()));
    }

    private void isKilledWhereTheOperatorMustAct() throws IOException {
        List<String> told = run(Map.of("convertOptions", "--polices nowhere"));
        assertEquals("KILLED", status(told), told.toString());
        String message = told.get(told.size() - 1);
        assertTrue(
                message.startsWith("operator\tOK\tnull\tTracker dt=" + dt
                        + ": the operator must act: convert: tracker-jobs convert: "),
                message);
        assertTrue(message.contains("--polices"), message);
    }

    private void isPublishedByTheCoordinator() throws IOException {
        String start = dt.plusDays(1) + "T00:00Z";
        Path properties = app.coordinator(app.file("coordinator.xml"), start, dt.plusDays(1) + "T12:00Z");
        List<String> told =
                oozie.ask("coordinate", properties).require().lines().toList();
        assertEquals("SUCCEEDED", status(told), told.toString());
        assertTrue(Files.exists(flag()), told.toString());
        String statements = Files.readString(app.folder().resolve("statements"));
        assertTrue(statements.contains("CREATE ") && statements.contains("boards"), statements);
    }

    private void isKilledWhereAnOutputIsDamagedAndEndsWhenItIsMended() throws IOException {
        Path file = parquet();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 3] ^= 1;
        Files.write(file, damaged);
        List<String> told = run(Map.of());
        assertEquals("KILLED", status(told), told.toString());
        String message = told.get(told.size() - 1);
        assertTrue(
                message.startsWith("failure\tOK\tnull\tTracker dt=" + dt + ": failure: verify: tracker-jobs verify: "),
                message);
        Files.write(file, whole);
        String job = told.get(0).split("\t", -1)[0];
        Path again = app.workflow(dt, Map.of("oozie.wf.rerun.skip.nodes", ","));
        List<String> mended = oozie.ask("rerun", job, again).require().lines().toList();
        assertEquals(job + "\tSUCCEEDED", mended.get(0), mended.toString());
    }

    private Path flag() {
        return app.file("done/dt=" + dt + "/_SUCCESS");
    }

    private Path parquet() throws IOException {
        try (Stream<Path> files = Files.walk(app.file("warehouse"))) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> run(Map<String, String> more) throws IOException {
        return oozie.ask("run", app.workflow(dt, more)).require().lines().toList();
    }

    private static String status(List<String> told) {
        return told.get(0).split("\t", -1)[1];
    }
}
