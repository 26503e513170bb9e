package io.tracker.schemas.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private static final LocalDate DT = LocalDate.of(2026, 11, 20);

    private static TableDay day(String replicaSet, String schema, String table) {
        return new TableDay(new TableRef(replicaSet, schema, "pins", table), DT);
    }

    @Test
    void followsTheLayoutOfTheStore() {
        TableDay day = day("rs1", "pins_0042", "boards");
        assertEquals(
                "data/pins/boards/dt=2026-11-20/rs1.pins_0042/_a1/00007.avro", ObjectNames.backupObject(day, "a1", 7));
        assertEquals("manifests/pins/boards/dt=2026-11-20/rs1.pins_0042/00001.json", ObjectNames.manifest(day, 1));
        assertEquals("days/dt=2026-11-20/rs1/plan.json", ObjectNames.plan(DT, "rs1"));
        assertEquals("days/dt=2026-11-20/rs1/outcomes/pins_0042/boards.json", ObjectNames.outcome(day));
        assertEquals("days/dt=2026-11-20/rs1/complete.json", ObjectNames.complete(DT, "rs1"));
        assertEquals("days/dt=2026-11-20/rs1/ddl/pins_0042/ddl.sql", ObjectNames.ddl(DT, "rs1", "pins_0042"));
        assertEquals("days/dt=2026-11-20/rs1/leases/00017/00002.json", ObjectNames.lease(DT, "rs1", 17, 2));
        assertEquals(
                "days/dt=2026-11-20/rs1/leases/00017/00002.heartbeat.json",
                ObjectNames.leaseHeartbeat(DT, "rs1", 17, 2));
        assertEquals("fleet.json", ObjectNames.fleet());
        assertEquals("checks/db-7%2Eexample/a1", ObjectNames.check("db-7.example", "a1"));
    }

    @Test
    void findsAllShardsOfATableInOneListing() {
        String folder = ObjectNames.manifestsOfTable("pins", "boards", DT);
        assertTrue(ObjectNames.manifest(day("rs1", "pins_0001", "boards"), 1).startsWith(folder));
        assertTrue(ObjectNames.manifest(day("rs2", "pins_0002", "boards"), 3).startsWith(folder));
        assertFalse(ObjectNames.manifest(day("rs1", "pins_0001", "boards2"), 1).startsWith(folder));
    }

    @Test
    void keepsShardsApartWhoseNamesPrintAlike() {
        assertNotEquals(
                ObjectNames.manifestsOfShard(day("a.b", "c", "t")), ObjectNames.manifestsOfShard(day("a", "b.c", "t")));
    }

    @Test
    void readsManifestNumbersBack() {
        assertEquals(
                42,
                ObjectNames.manifestNumber(ObjectNames.manifest(day("r", "s", "t"), 42))
                        .orElseThrow());
        for (String other :
                new String[] {"x/00000.json", "x/1.json", "x/000001.json", "x/0000a.json", "x/00001.jsonx", ""}) {
            assertTrue(ObjectNames.manifestNumber(other).isEmpty(), other);
        }
    }

    @Test
    void refusesNumbersThatWouldNotSort() {
        assertThrows(IllegalArgumentException.class, () -> ObjectNames.manifest(day("r", "s", "t"), 0));
        assertThrows(IllegalArgumentException.class, () -> ObjectNames.manifest(day("r", "s", "t"), 100_000));
        assertThrows(IllegalArgumentException.class, () -> ObjectNames.backupObject(day("r", "s", "t"), "a", -1));
    }

    @Test
    void staysBelowTheLimitOfAKeyWithTheLongestNames() {
        String longest = "ж".repeat(64);
        TableDay day = new TableDay(new TableRef(longest, longest, longest, longest), DT);
        assertTrue(ObjectNames.backupObject(day, "a".repeat(64), 99_999).length() < 700);
    }

    @Test
    void findsTheDocumentsThatBelongToABackupObject() {
        TableDay day = new TableDay(new TableRef("rs.1", "a.b", "pins", "up/../x"), LocalDate.of(2026, 11, 20));
        String key = ObjectNames.backupObject(day, "run-1", 123_456);
        assertEquals(Optional.of(ObjectNames.attemptFolder(day, "run-1")), ObjectNames.attemptFolderOf(key));
        assertEquals(ObjectNames.manifestsOfShard(day), ObjectNames.manifestsBeside(key));
        assertEquals(ObjectNames.outcome(day), ObjectNames.outcomeBeside(key));
    }

    @Test
    void knowsItsOwnBackupObjectsOnly() {
        for (String key : List.of(
                "data/pins/boards/dt=2026-11-20/rs.pins/_a/00000.avro.bak",
                "data/pins/boards/dt=2026-11-20/rs.pins/a/00000.avro",
                "data/pins/boards/dt=2026-11-20/rs.pins/_a/b/00000.avro",
                "data/pins/boards/dt=tomorrow/rs.pins/_a/00000.avro",
                "manifests/pins/boards/dt=2026-11-20/rs.pins/00001.json")) {
            assertEquals(Optional.empty(), ObjectNames.attemptFolderOf(key), key);
        }
    }
}
