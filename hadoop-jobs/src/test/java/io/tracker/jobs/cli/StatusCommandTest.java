package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final TableRef ONE = SampleBackup.table("rs1", "pins_0001");
    private static final TableRef TWO = SampleBackup.table("rs1", "pins_0002");
    private static final TableRef ELSEWHERE = SampleBackup.table("rs2", "pins_0003");

    @TempDir
    Path folder;

    private SampleBackup backup;

    @BeforeEach
    void open() throws IOException {
        backup = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
    }

    @Test
    void tellsADayThatIsComplete() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.drop(TWO);
        backup.complete("rs1");
        backup.fleet(fleet("rs1"));

        assertStatus(0, """
                dt=2026-11-20: complete: 1 of 2 tables of shards, 1 replica set
                  rs1: complete, since 2026-11-21T00:05:00Z by db1, 1 of 2, 1 dropped
                """);
    }

    @Test
    void namesWhatIsMissingWhoOwesItAndSinceWhen() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.owe(TWO);
        backup.plan("rs1");
        backup.publish(ELSEWHERE, 2, 10, 1);
        backup.refuse(SampleBackup.table("rs2", "pins_0004"), "engine is MyISAM");
        backup.complete("rs2");
        backup.put(ObjectNames.complete(SampleBackup.DT.minusDays(3), "rs3"), new byte[0]);
        backup.fleet(fleet("rs1", "rs2", "rs3"));

        assertStatus(11, """
                dt=2026-11-20: not complete: 2 of 4 tables of shards, 3 replica sets
                  rs1: at work, planned 2026-11-21T00:05:00Z by db1, 1 of 2, owed since 2026-11-21T00:00:00Z
                  rs2: ended, and not all is there, since 2026-11-21T00:05:00Z by db1, 1 of 2, 1 refused, owed since \
                2026-11-21T00:00:00Z
                  rs3: silent, owed since 2026-11-21T00:00:00Z, last complete dt=2026-11-17
                  missing  rs1.pins_0002 pins.calls: planned, and nothing is recorded
                  missing  rs2.pins_0004 pins.calls: refused by the agent: engine is MyISAM
                  missing  replica set rs3: no agent has planned the day
                """);
    }

    @Test
    void printsALineADayForPrograms() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.owe(TWO);
        backup.complete("rs1");
        Files.delete(stored(ONE));

        CommandInTest.Ending ending =
                run("--json", "--since", "2026-11-19", "--dataset", "pins").with(11);

        List<String> lines = ending.out().lines().toList();
        assertEquals(2, lines.size(), ending::toString);
        DayStatus before = read(lines.get(0));
        assertEquals(SampleBackup.DT.minusDays(1), before.dt());
        assertFalse(before.complete(), "nobody recorded anything");
        DayStatus status = read(lines.get(1));
        assertEquals(DayStatus.Expectation.RECORDED, status.expectation());
        assertEquals(DayStatus.State.ENDED, status.replicaSets().get(0).state());
        assertEquals(
                List.of(new DayStatus.Missing(
                        "rs1",
                        Optional.of("pins_0001"),
                        Optional.of("pins"),
                        Optional.of("calls"),
                        "manifest is missing, though its outcome is recorded: "
                                + ObjectNames.manifest(new TableDay(ONE, SampleBackup.DT), 1),
                        SampleBackup.DT
                                .plusDays(1)
                                .atStartOfDay(java.time.ZoneOffset.UTC)
                                .toInstant())),
                status.missing());
    }

    @Test
    void looksAtOneTableAlone() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.refuse(new TableRef("rs1", "pins_0001", "pins", "views"), "engine is MyISAM");
        backup.complete("rs1");

        run("--dataset", "pins", "--table", "calls").with(0);
        run("--dataset", "pins", "--table", "views").with(11);
        run("--dataset", "pins", "--table", "cals")
                .with(2)
                .telling("tracker-jobs status: Table is of no plan: pins.cals dt=2026-11-20");
    }

    @Test
    void waitsUntilTheDayIsEnded() throws Exception {
        backup.publish(ONE, 1, 10, 1);
        backup.plan("rs1");
        Thread agent = new Thread(() -> {
            try {
                Thread.sleep(1_500);
                backup.complete("rs1");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        agent.start();

        CommandInTest.Ending ending = run("--wait", "5m", "--every", "1s").with(0);
        agent.join();

        ending.telling(
                "tracker-jobs status: waiting for dt=2026-11-20, 4 min 59 s at most: 1 replica set to end it: rs1\n");
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() {
        CommandInTest.Ending ending = run("--wait", "1s").with(11);

        ending.telling("no replica set has recorded anything");
        ending.printing("\n  no replica set has recorded anything\n");
    }

    @Test
    void doesNotWaitForWhatWaitingDoesNotBring() throws IOException {
        backup.refuse(ONE, "engine is MyISAM");
        backup.complete("rs1");

        CommandInTest.Ending ending = run("--wait", "10h").with(11);

        assertEquals("", ending.err());
    }

    @Test
    void endsWithTwoWhenAReplicaSetIsNotExpected() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.publish(ELSEWHERE, 1, 10, 1);
        backup.complete("rs1");
        backup.complete("rs2");
        backup.fleet(fleet("rs1"));

        run().with(2).printing("  rs2: not expected: fleet.json does not list it for this day, 1 of 1\n");
    }

    @Test
    void namesAShardThatFleetListsAndNobodyRecorded() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.complete("rs1");
        LocalDate from = LocalDate.of(2026, 1, 1);
        backup.fleet(new Fleet(List.of(new Fleet.ReplicaSet(
                "rs1",
                from,
                Optional.empty(),
                List.of(
                        new Fleet.Shard("pins_0001", from, Optional.empty()),
                        new Fleet.Shard("pins_0002", SampleBackup.DT, Optional.empty()),
                        new Fleet.Shard("pins_0003", from, Optional.of(SampleBackup.DT.minusDays(1))))))));

        CommandInTest.Ending ending = run().with(11);

        ending.printing("  missing  rs1.pins_0002: fleet.json expects this shard, and no table of it has an outcome\n");
        assertFalse(ending.out().contains("pins_0003"), ending::toString);
    }

    @Test
    void tellsWhatIsWrongWithTheListOfTheFleet() throws IOException {
        backup.put(ObjectNames.fleet(), """
                {"format": "tracker-fleet", "version": 1, "replicaSets": [
                  {"name": "rs1", "from": "2026-01-01", "schemas": []}, {"name": "rs1", "from": "2026-02-01", "schemas": []}]}
                """.getBytes(StandardCharsets.UTF_8));

        CommandInTest.Ending ending = run().with(2);

        ending.telling(
                "tracker-jobs status: List of the fleet is not sound: ",
                "Replica set is listed twice: rs1\nHINT: correct it");
    }

    @Test
    void tellsAllProblemsOfTheArgumentsAtOnce() {
        CommandInTest.Ending ending = run(
                        "--since", "2026-11-21", "--table", "calls", "--wait", "0s", "--every", "soon")
                .with(2);

        ending.telling(
                "--since is after --dt (got 2026-11-21 and 2026-11-20)",
                "--table needs --dataset",
                "--wait is no duration (got 0s, expected one like 30s, 90m or 2h)",
                "--every is no duration (got soon, expected one like 30s, 90m or 2h)");
    }

    private void assertStatus(int code, String out) {
        assertEquals(out, run().with(code).out());
    }

    private static DayStatus read(String line) throws IOException {
        return new Documents().read(DocumentKind.STATUS, line.getBytes(StandardCharsets.UTF_8), "line");
    }

    private CommandInTest.Ending run(String... more) {
        return CommandInTest.run("status", List.of("--root", "file://" + folder + "/lake"), more);
    }

    private Path stored(TableRef table) {
        return folder.resolve("lake").resolve(ObjectNames.manifest(new TableDay(table, SampleBackup.DT), 1));
    }

    private static Fleet fleet(String... sets) {
        return new Fleet(Arrays.stream(sets)
                .map(name -> new Fleet.ReplicaSet(name, LocalDate.of(2026, 1, 1), Optional.empty(), List.of()))
                .toList());
    }
}
