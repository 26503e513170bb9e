package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Oozie's own schemas, parser and dry run say of the shipped definitions, and of broken copies. */
final class OozieDefinitionsIT {
    private static final LocalDate DT = LocalDate.parse("2026-11-20");
    private static final Pattern DAY_GIVEN = Pattern.compile("<name>dt</name>\\s*<value>([^<]*)</value>");
    private static final Pattern URI = Pattern.compile("<uris>([^<]*)</uris>");

    private static OozieApp app;
    private static OozieProcess oozie;

    @BeforeAll
    static void start() throws IOException {
        app = OozieApp.deploy("oozie-definitions", Map.of("yourWorkflow", "file:///your/workflow.xml"));
        oozie = OozieProcess.start(app.folder());
    }

    @AfterAll
    static void stop() throws IOException {
        if (oozie != null) {
            oozie.close();
        }
    }

    @Test
    void theWorkflowMatchesTheSchemasAndABrokenOneDoesNot() throws IOException {
        assertEquals(
                "matches",
                oozie.ask("schema", "WORKFLOW", app.file("workflow.xml")).require());
        Path broken = app.broken("workflow.xml", "<error to=\"broken\"/>", "");
        assertRefused(oozie.ask("schema", "WORKFLOW", broken), "The content of element 'action' is not complete");
        Path shell = app.broken("workflow.xml", "<capture-output/>", "<captures-output/>");
        assertRefused(oozie.ask("schema", "WORKFLOW", shell), "captures-output");
    }

    @Test
    void theParserTakesTheWorkflowAndFindsATransitionToNowhere() throws IOException {
        Path properties = app.workflow(DT, Map.of());
        String nodes = oozie.ask("parse", app.file("workflow.xml"), properties).require();
        assertEquals("15", nodes);
        Path dangling = app.broken("workflow.xml", "<ok to=\"is-verified\"/>", "<ok to=\"is-veryfied\"/>");
        assertEquals("matches", oozie.ask("schema", "WORKFLOW", dangling).require(), "no schema sees it");
        assertRefused(
                oozie.ask("parse", dangling, properties),
                "E0708: Invalid transition, node [verify] transition [is-veryfied]");
        Path ring = app.broken("workflow.xml", "<ok to=\"done\"/>", "<ok to=\"verify\"/>");
        assertRefused(oozie.ask("parse", ring, properties), "E0707: Loop detected at parsing");
    }

    @Test
    void theDryRunTakesTheWorkflowAndMissesAProperty() throws IOException {
        assertEquals("OK", oozie.ask("dryrun", app.workflow(DT, Map.of())).require());
        assertRefused(
                oozie.ask("dryrun", app.workflow(DT, Map.of("dt", OozieApp.ABSENT))),
                "E0738: The following 1 parameters are required but were not defined and no default values are available: dt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator.xml", "coordinator-by-time.xml"})
    void theCoordinatorMatchesTheSchemasAndABrokenOneDoesNot(String name) throws IOException {
        assertEquals(
                "matches", oozie.ask("schema", "COORDINATOR", app.file(name)).require());
        Path broken = app.broken(name, "<done-flag>_SUCCESS</done-flag>", "<flag>_SUCCESS</flag>");
        assertRefused(
                oozie.ask("schema", "COORDINATOR", broken), "Invalid content was found starting with element 'flag'");
    }

    @Test
    void theExampleForOthersWaitsForTheFlagThatTheWorkflowWrites() throws IOException {
        Path example = ShippedFolder.path().resolve("examples/coordinator.xml");
        assertEquals("matches", oozie.ask("schema", "COORDINATOR", example).require());
        String told = dryRun(example, "2026-11-21T06:00Z").require();
        assertEquals("file://" + app.folder() + "/app/done/dt=2026-11-20", found(URI, told));
        assertTrue(told.contains("<done-flag>_SUCCESS</done-flag>"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator.xml", "coordinator-by-time.xml"})
    void theDryRunOfABrokenCoordinatorIsRefused(String name) throws IOException {
        Path dataset = app.broken(name, "dataset=\"day\"", "dataset=\"days\"");
        assertEquals("matches", oozie.ask("schema", "COORDINATOR", dataset).require(), "no schema sees it");
        assertRefused(dryRun(dataset, "2026-11-21T00:30Z"), "days");
        Path function = app.broken(name, "coord:dateOffset", "coord:dayOffset");
        assertRefused(dryRun(function, "2026-11-21T00:30Z"), "coord:dayOffset");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:30Z, 2026-11-20",
        "2026-11-21T23:59Z, 2026-11-20",
        "2026-12-01T00:00Z, 2026-11-30",
        "2027-01-01T00:30Z, 2026-12-31",
        "2028-03-01T00:30Z, 2028-02-29",
        "2027-03-01T00:30Z, 2027-02-28",
        // clocks change in Europe and in America, where Oozie runs here
        "2026-03-29T00:30Z, 2026-03-28",
        "2026-03-30T00:30Z, 2026-03-29",
        "2026-10-25T00:30Z, 2026-10-24",
        "2026-10-26T00:30Z, 2026-10-25",
        "2026-03-08T06:30Z, 2026-03-07",
        "2026-03-09T03:30Z, 2026-03-08",
        "2026-11-01T05:30Z, 2026-10-31",
        "2026-11-02T04:30Z, 2026-11-01"
    })
    void theDayIsTheOneThatEndedBeforeTheStart(String start, String dt) throws IOException {
        // Oozie says which day it would start only where the day's done flag is there
        Path flag = app.folder().resolve("root/days/dt=" + dt + "/demo/complete.json");
        Files.createDirectories(flag.getParent());
        Files.writeString(flag, "{}");
        String told = dryRun(app.file("coordinator.xml"), start).require();
        String action = told.substring(told.indexOf("action-nominal-time=\"" + start));
        assertEquals(dt, found(DAY_GIVEN, action));
        Matcher uris = URI.matcher(action);
        assertTrue(uris.find(), action);
        assertEquals("file://" + app.folder() + "/root/days/dt=" + dt + "/demo", uris.group(1));
        assertTrue(uris.find(), action);
        assertEquals("file://" + app.folder() + "/app/done/dt=" + dt, uris.group(1));
        String byTime = dryRun(app.file("coordinator-by-time.xml"), start).require();
        assertEquals(dt, found(DAY_GIVEN, byTime.substring(byTime.indexOf("action-nominal-time"))));
    }

    private static OozieProcess.Answer dryRun(Path coordinator, String start) throws IOException {
        String end = OffsetDateTime.parse(start).plusDays(1).toString();
        return oozie.ask("dryrun", app.coordinator(coordinator, start, end));
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), text);
        return matcher.group(1);
    }

    private static void assertRefused(OozieProcess.Answer answer, String reason) {
        assertFalse(answer.accepted(), answer.text());
        assertTrue(answer.text().contains(reason), answer.text());
    }
}
