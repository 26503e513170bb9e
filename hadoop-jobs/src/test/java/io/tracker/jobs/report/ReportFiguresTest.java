package io.tracker.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.FleetNights;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportFiguresTest {
    private static final LocalDate DT = LocalDate.of(2026, 11, 20);
    private static final BackupTable PINS =
            BackupTable.of(new TableRef("rs1", "pins_0001", "pins", "pins")).required("id", "int");

    @Test
    void medianIsTheMiddleAndNotMovedByOneBadNight() {
        assertEquals(OptionalDouble.empty(), Median.of(List.of()));
        assertEquals(OptionalDouble.of(7), Median.of(List.of(7.0)));
        assertEquals(OptionalDouble.of(3), Median.of(List.of(1.0, 900.0, 3.0)));
        assertEquals(OptionalDouble.of(2.5), Median.of(List.of(4.0, 1.0, 2.0, 3.0)));
    }

    @Test
    void changeIsTheDifferenceAndItsShareOfTheDayBefore() {
        assertEquals(new Change(28, OptionalDouble.of(28)), Change.from(100, 128));
        assertEquals(new Change(-50, OptionalDouble.of(-25)), Change.from(200, 150));
        assertEquals(new Change(5, OptionalDouble.empty()), Change.from(0, 5));
        assertEquals(new Change(0, OptionalDouble.empty()), Change.from(0, 0));
    }

    @Test
    void aDayIsLateWhenItIsCompletedAfterTheDeadline() {
        Deadline deadline = new Deadline(Duration.ofHours(6));

        assertFalse(deadline.missed(DT, Instant.parse("2026-11-21T06:00:00Z")));
        assertTrue(deadline.missed(DT, Instant.parse("2026-11-21T06:00:01Z")));
    }

    @Test
    void tablesThatAreReadSideBySideCountTheirTimeOnce() {
        Instant begin = Instant.parse("2026-11-21T00:05:00Z");
        BusyTime time = new BusyTime();
        time.add(begin.plusSeconds(100), begin.plusSeconds(110));
        time.add(begin, begin.plusSeconds(30));
        time.add(begin.plusSeconds(10), begin.plusSeconds(20));
        time.add(begin.plusSeconds(20), begin.plusSeconds(40));
        time.add(begin.plusSeconds(105), begin.plusSeconds(90));

        assertEquals(Duration.ofSeconds(50), time.total());
    }

    @Test
    void aNightIsSlowBesideThreeEarlierNightsOfTheSameHost() {
        HostNights nights = new HostNights();
        long[] seconds = {10, 10, 12, 16, 30};
        for (int day = 0; day < seconds.length; day++) {
            nights.add(manifest(DT.plusDays(day), "db2", 1_000, Duration.ofSeconds(seconds[day])));
        }
        nights.add(manifest(DT.plusDays(4), "db3", 1_000, Duration.ofSeconds(100)));

        List<HostRow> rows = nights.rows(DT.datesUntil(DT.plusDays(5)).toList());

        assertEquals(List.of("db2", "db3"), rows.stream().map(HostRow::host).toList());
        List<HostRow.Figures> days =
                rows.get(0).days().stream().flatMap(Optional::stream).toList();
        assertEquals(
                List.of(false, false, false, false, true),
                days.stream().map(HostRow.Figures::slow).toList());
        assertEquals(OptionalDouble.of(10), days.get(3).medianSeconds());
        assertEquals(OptionalDouble.of(100), days.get(3).medianBytesPerSecond());
        assertEquals(4, days.get(4).earlierNights());
        assertEquals(HostRow.History.OWN, days.get(4).history());
        assertEquals(OptionalDouble.of(11), days.get(4).medianSeconds());
        HostRow.Figures other = rows.get(1).days().get(4).orElseThrow();
        assertEquals(
                HostRow.History.REPLICA_SET, other.history(), "a host that is new is compared with its replica set");
        assertEquals(OptionalDouble.of(11), other.medianSeconds());
        assertTrue(other.slow());
        assertEquals(HostRow.History.NONE, days.get(2).history());
        assertEquals(Optional.empty(), rows.get(1).days().get(3));
    }

    @Test
    void aTableIsComparedWithTheDayBeforeAlone() {
        TableTally tally = new TableTally();
        TableName name = new TableName("pins", "pins");
        tally.add(name, DT, List.of(manifest(DT, "db2", 1_000, Duration.ZERO)));
        tally.add(name, DT.plusDays(1), List.of(manifest(DT, "db2", 1_500, Duration.ZERO)));
        tally.add(name, DT.plusDays(3), List.of(manifest(DT, "db2", 900, Duration.ZERO)));

        TableRow row =
                tally.rows(DT.plusDays(1).datesUntil(DT.plusDays(4)).toList()).get(0);

        assertEquals(
                Optional.of(new Change(500, OptionalDouble.of(50))),
                row.days().get(0).orElseThrow().bytesChange());
        assertEquals(Optional.empty(), row.days().get(1));
        assertEquals(Optional.empty(), row.days().get(2).orElseThrow().bytesChange());
    }

    @Test
    void withoutAListOfTheFleetAReplicaSetIsMissedOnceItWasThere() {
        FleetGrid grid = new FleetGrid(DT.datesUntil(DT.plusDays(3)).toList(), new Deadline(Duration.ofHours(6)));
        for (int day = 0; day < 3; day++) {
            grid.add(new DayStatus(
                    DT.plusDays(day),
                    day == 1,
                    DayStatus.Expectation.RECORDED,
                    Optional.empty(),
                    Optional.empty(),
                    day == 1 ? List.of(complete(DT.plusDays(day))) : List.of(),
                    List.of()));
        }

        assertEquals(
                List.of(FleetRow.State.NONE, FleetRow.State.LATE, FleetRow.State.MISSING),
                grid.rows().get(0).days().stream().map(FleetRow.Cell::state).toList());
    }

    private static DayStatus.ReplicaSetStatus complete(LocalDate dt) {
        return new DayStatus.ReplicaSetStatus(
                "rs1",
                DayStatus.State.COMPLETE,
                new DayStatus.Tables(1, 1, 0, 0),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new DayStatus.Recorded(dt.plusDays(1).atTime(9, 0).toInstant(java.time.ZoneOffset.UTC), "db2")),
                Optional.empty());
    }

    private static Manifest manifest(LocalDate dt, String host, long rowBytes, Duration time) {
        return new FleetNights(Path.of("unused"))
                .night(dt, "rs1", host, Duration.ZERO)
                .manifest(PINS.table(), PINS.schema(), 1, rowBytes, time);
    }
}
