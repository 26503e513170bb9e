package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the workflow goes for each end that a step can have, as Oozie runs it. */
final class OozieDecisionsIT {
    private static final LocalDate DT = LocalDate.parse("2026-11-20");

    private static OozieApp app;
    private static OozieProcess oozie;

    @BeforeAll
    static void start() throws IOException {
        app = OozieApp.deploy(
                "oozie-decisions",
                Map.of(
                        "tool",
                        "./tracker-jobs-job.jar",
                        "tries",
                        "1",
                        "registerTables",
                        "pins.boards",
                        "registerCommand",
                        "cat"));
        Files.writeString(
                app.file("tracker-jobs-job.jar"),
                "#!/bin/sh\necho \"$*\" >>" + app.folder() + "/calls\n"
                        + "if [ \"$1\" = \"$(cat " + app.folder() + "/step)\" ]; then\n"
                        + "  echo \"tracker-jobs $1: went wrong in \\${wf:id()} \\\\users\" >&2; exit \"$(cat "
                        + app.folder()
                        + "/code)\"\nfi\n");
        Files.setPosixFilePermissions(app.file("tracker-jobs-job.jar"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ends("none", 0);
        oozie = OozieProcess.start(app.folder());
    }

    @AfterAll
    static void stop() throws IOException {
        if (oozie != null) {
            oozie.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status, complete, 11, not-yet, not yet",
        "status, complete, 2, operator, the operator must act",
        "status, complete, 1, failure, failure",
        "convert, convert, 11, not-yet, not yet",
        "convert, convert, 2, operator, the operator must act",
        "convert, convert, 137, failure, failure",
        "verify, verify, 1, failure, failure",
        "verify, verify, 2, operator, the operator must act",
        "schema, register, 1, failure, failure",
        "schema, register, 2, operator, the operator must act"
    })
    void aStepThatEndsBadlyEndsTheWorkflowWithItsReason(
            String command, String step, int code, String kill, String words) throws IOException {
        ends(command, code);
        List<String> told = run(Map.of());
        assertEquals("KILLED", status(told));
        assertTrue(
                told.get(told.size() - 1)
                        .startsWith(kill + "\tOK\tnull\tTracker dt=2026-11-20: " + words + ": " + step
                                + ": tracker-jobs " + command + ": went wrong in $ {wf:id()} /users"),
                told.toString());
        assertFalse(Files.exists(app.file("done")), "a done flag of a day that is not done");
    }

    @Test
    void aDayThatIsDoneHasItsFlag() throws IOException {
        ends("none", 0);
        Files.deleteIfExists(app.folder().resolve("calls"));
        List<String> told = run(Map.of());
        assertEquals("SUCCEEDED", status(told), told.toString());
        removeFlag();
        String root = "file://" + app.folder() + "/root";
        assertEquals(
                List.of(
                        "status --root " + root + " --dt 2026-11-20 --wait 1s --conf settings.properties",
                        "convert --to parquet --root " + root + " --warehouse s3a://lake/warehouse --dt 2026-11-20"
                                + " --conf settings.properties --progress lines --all-tables",
                        "verify --warehouse s3a://lake/warehouse --dt 2026-11-20 --conf settings.properties --all-tables",
                        "schema --warehouse s3a://lake/warehouse --dt 2026-11-20 --conf settings.properties --for hive"
                                + " --dataset pins --table boards"),
                Files.readAllLines(app.folder().resolve("calls")));
    }

    @Test
    void aStepThatCannotRunIsNamed() throws IOException {
        Path workflow = app.broken("workflow.xml", "<exec>tracker-step.sh</exec>", "<exec>absent.sh</exec>");
        Files.writeString(workflow, Files.readString(workflow).replace("retry-max=\"2\"", "retry-max=\"0\""));
        List<String> told = run(Map.of("oozie.wf.application.path", "file://" + workflow));
        assertEquals("KILLED", status(told), told.toString());
        String message = told.get(told.size() - 1);
        assertTrue(
                message.startsWith(
                        "broken\tOK\tnull\tTracker dt=2026-11-20: step complete did not run to its end: JA018 "),
                message);
        assertTrue(message.contains("absent.sh"), message);
    }

    @Test
    void aRerunAsksTheStepAgainWhereItIsToldToRunAllSteps() throws IOException {
        ends("convert", 11);
        String one = run(Map.of()).get(0).split("\t", -1)[0];
        String other = run(Map.of()).get(0).split("\t", -1)[0];
        ends("none", 0);
        List<String> failedAlone = rerun(one, "oozie.wf.rerun.failnodes=true");
        assertEquals("KILLED", status(failedAlone), "what the page warns of: " + failedAlone);
        List<String> all = rerun(other, "oozie.wf.rerun.skip.nodes=,");
        assertEquals("SUCCEEDED", status(all), all.toString());
        removeFlag();
    }

    @Test
    void aRerunOfTheCoordinatorTakesTheFlagAwayUntilTheDayIsDoneAgain() throws IOException {
        Files.createDirectories(app.folder().resolve("root/days/dt=2026-11-20/demo"));
        Files.writeString(app.folder().resolve("root/days/dt=2026-11-20/demo/complete.json"), "{}");
        ends("none", 0);
        Path properties = app.coordinator(app.file("coordinator.xml"), "2026-11-21T00:30Z", "2026-11-21T12:00Z");
        List<String> first = lines(oozie.ask("coordinate", properties));
        assertEquals("SUCCEEDED", status(first), first.toString());
        assertTrue(Files.exists(flag()));
        ends("verify", 1);
        String coordinator = first.get(0).split("\t", -1)[0];
        List<String> second = lines(oozie.ask("recoordinate", coordinator));
        assertEquals("KILLED", status(second), second.toString());
        assertFalse(Files.exists(flag()));
        ends("none", 0);
        List<String> third = lines(oozie.ask("recoordinate", coordinator));
        assertEquals("SUCCEEDED", status(third), third.toString());
        removeFlag();
    }

    private static Path flag() {
        return app.file("done/dt=2026-11-20/_SUCCESS");
    }

    private static void removeFlag() throws IOException {
        assertTrue(Files.deleteIfExists(flag()));
        Files.deleteIfExists(flag().resolveSibling("._SUCCESS.crc"));
        Files.delete(flag().getParent());
        Files.delete(flag().getParent().getParent());
    }

    private static void ends(String command, int code) throws IOException {
        Files.writeString(app.folder().resolve("step"), command);
        Files.writeString(app.folder().resolve("code"), Integer.toString(code));
    }

    private static List<String> run(Map<String, String> more) throws IOException {
        return lines(oozie.ask("run", app.workflow(DT, more)));
    }

    /** As the command line does it with one {@code -D}. */
    private static List<String> rerun(String job, String property) throws IOException {
        return lines(
                oozie.ask("rerun", job, Files.writeString(app.folder().resolve("rerun.properties"), property + "\n")));
    }

    private static List<String> lines(OozieProcess.Answer answer) throws IOException {
        return answer.require().lines().toList();
    }

    private static String status(List<String> told) {
        return told.get(0).split("\t", -1)[1];
    }
}
