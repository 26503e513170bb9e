package io.tracker.jobs.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.Gap;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final TableRef ONE = SampleBackup.table("rs1", "pins_0001");
    private static final TableRef TWO = SampleBackup.table("rs1", "pins_0002");
    private static final TableRef ELSEWHERE = SampleBackup.table("rs2", "pins_0003");

    @TempDir
    Path folder;

    private Conversions conversions;
    private SampleBackup backup;

    @BeforeEach
    void open() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        backup = conversions.backup();
    }

    @Test
    void passesADayThatEveryReplicaSetCompleted() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.publish(ELSEWHERE, 2, 10, 1);
        backup.drop(TWO);
        backup.complete("rs1");
        backup.complete("rs2");

        assertEquals(List.of(), gaps());
    }

    @Test
    void namesAReplicaSetThatPlannedAndDidNotComplete() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.owe(TWO);
        backup.plan("rs1");

        assertEquals(
                List.of("replica set rs1: has not completed the day (days/dt=2026-11-20/rs1/complete.json is missing),"
                        + " and owes this table of pins_0002"),
                gaps());
    }

    @Test
    void namesAReplicaSetThatIsKnownByAManifestOnly() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.complete("rs1");
        backup.publish(ELSEWHERE, 2, 10, 1);

        assertEquals(
                List.of("replica set rs2: has not completed the day (days/dt=2026-11-20/rs2/complete.json is missing),"
                        + " and no agent has planned it"),
                gaps());
    }

    @Test
    void namesAManifestThatIsGone() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.publish(TWO, 2, 10, 1);
        backup.complete("rs1");
        String key = ObjectNames.manifest(new TableDay(TWO, SampleBackup.DT), 1);
        Files.delete(folder.resolve("lake").resolve(key));

        assertEquals(List.of("rs1.pins_0002: manifest is missing, though its outcome is recorded: " + key), gaps());
    }

    @Test
    void namesARefusedShardWithItsReason() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.refuse(TWO, "engine is MyISAM");
        backup.complete("rs1");

        assertEquals(List.of("rs1.pins_0002: refused by the agent: engine is MyISAM"), gaps());
    }

    @Test
    void namesAReplicaSetThatFleetExpectsAndThatIsSilent() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.complete("rs1");
        backup.fleet(fleet(set("rs1"), set("rs2")));

        assertEquals(
                List.of("replica set rs2: has not completed the day (days/dt=2026-11-20/rs2/complete.json is missing),"
                        + " and no agent has planned it"),
                gaps());
    }

    @Test
    void doesNotExpectAReplicaSetBeforeItsFirstDay() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.complete("rs1");
        backup.fleet(fleet(
                set("rs1"), new Fleet.ReplicaSet("rs2", SampleBackup.DT.plusDays(1), Optional.empty(), List.of())));

        assertEquals(List.of(), gaps());
    }

    @Test
    void namesAShardThatFleetListsAndNobodyRecorded() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.complete("rs1");
        backup.fleet(fleet(set("rs1", "pins_0001", "pins_0002")));

        assertEquals(
                List.of("rs1.pins_0002: fleet.json expects this shard, and no table of it has an outcome"), gaps());
    }

    @Test
    void refusesAManifestOfAReplicaSetThatFleetDoesNotExpect() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.publish(ELSEWHERE, 2, 10, 1);
        backup.complete("rs1");
        backup.complete("rs2");
        backup.fleet(fleet(set("rs1")));

        OperatorException stranger = assertThrows(OperatorException.class, this::gaps);

        assertTrue(stranger.getMessage().startsWith("Replica set is not expected: rs2 has a manifest of"));
    }

    @Test
    void refusesAManifestOfAShardThatFleetListsForOtherDaysAlone() throws IOException {
        backup.publish(ONE, 1, 10, 1);
        backup.publish(TWO, 2, 10, 1);
        backup.complete("rs1");
        LocalDate from = LocalDate.of(2026, 1, 1);
        Fleet.Shard stayed = new Fleet.Shard("pins_0001", from, Optional.empty());
        Fleet.Shard left = new Fleet.Shard("pins_0002", from, Optional.of(SampleBackup.DT.minusDays(1)));
        backup.fleet(fleet(new Fleet.ReplicaSet("rs1", from, Optional.empty(), List.of(stayed, left))));

        OperatorException moved = assertThrows(OperatorException.class, this::gaps);

        assertTrue(moved.getMessage().startsWith("Shard is not expected: rs1.pins_0002 has a manifest of "));
        Fleet.Shard back = new Fleet.Shard("pins_0002", SampleBackup.DT, Optional.empty());
        backup.fleet(fleet(new Fleet.ReplicaSet("rs1", from, Optional.empty(), List.of(stayed, left, back))));
        assertEquals(List.of(), gaps());
    }

    private List<String> gaps() throws IOException {
        BackupRoot root = BackupRoot.open(conversions.root().toString(), conversions.hadoop());
        try (ParallelReads reads = new ParallelReads()) {
            BackupDay day = new DayReader(root, reads).read(SampleBackup.DT);
            return new Gate(day)
                    .gaps(new TableManifests(root, reads).list(Conversions.CALLS, SampleBackup.DT)).stream()
                            .map(Gap::toString)
                            .toList();
        }
    }

    private static Fleet fleet(Fleet.ReplicaSet... sets) {
        return new Fleet(List.of(sets));
    }

    private static Fleet.ReplicaSet set(String name, String... schemas) {
        LocalDate from = LocalDate.of(2026, 1, 1);
        return new Fleet.ReplicaSet(
                name,
                from,
                Optional.empty(),
                Arrays.stream(schemas)
                        .map(schema -> new Fleet.Shard(schema, from, Optional.empty()))
                        .toList());
    }
}
