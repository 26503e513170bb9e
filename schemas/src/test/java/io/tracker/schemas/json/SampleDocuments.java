package io.tracker.schemas.json;

import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Lease;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Selection;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.manifest.ServerIdentity;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.schemas.types.Masking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One document of each kind, with every field filled. */
final class SampleDocuments {
    static final LocalDate DT = LocalDate.of(2026, 11, 20);
    static final TableRef TABLE = new TableRef("rs1", "pins_0001", "pins", "boards");
    static final TableDay DAY = new TableDay(TABLE, DT);
    static final Position POSITION = new Position("0-100-42", Optional.of("binlog.000003"), Optional.of(1234L));
    static final Instant NOW = Instant.parse("2026-11-21T00:05:00.123Z");

    static final CapturedSchema SCHEMA = CapturedSchema.of(
            "CREATE TABLE `boards` (\n  `id` int(11) NOT NULL,\n  `name` varchar(20)\n) ENGINE=InnoDB",
            List.of(
                    new CapturedColumn(
                            "id", "int", "int(11)", false, Optional.empty(), Optional.empty(), false, false, ""),
                    new CapturedColumn(
                            "name",
                            "varchar",
                            "varchar(20)",
                            true,
                            Optional.of("utf8mb4"),
                            Optional.of("utf8mb4_bin"),
                            false,
                            false,
                            "its name")),
            List.of("id"));

    static final ManifestObject OBJECT = new ManifestObject(
            "data/pins/boards/dt=2026-11-20/rs1.pins_0001/_a1/00000.avro",
            1_000,
            new ManifestObject.Header(400, 0xFFFF_FFFFL),
            "000102030405060708090a0b0c0d0e0f",
            900,
            7,
            800,
            new Digest128(1, 2),
            List.of(new ManifestRange(400, 350, 4, 5), new ManifestRange(750, 250, 3, 6)));

    static final Manifest MANIFEST = new Manifest(
            2,
            "nonce-1",
            DAY,
            new Manifest.Run("0.1.0", "r1", "a1", NOW, NOW.plusSeconds(5)),
            new ServerIdentity("mariadb", "11.4.5-MariaDB-log", "uuid-1", "db1", 3306),
            new Manifest.Snapshot(
                    NOW,
                    POSITION,
                    Manifest.Cut.AFTER,
                    new CutoffEvidence(
                            Instant.parse("2026-11-21T00:00:00Z"),
                            CutoffEvidence.Proof.SOURCE,
                            NOW,
                            Map.of("root", "db0:3306"))),
            SCHEMA,
            RowLayout.of(SCHEMA).fields(),
            List.of(OBJECT),
            Manifest.Totals.of(List.of(OBJECT)),
            Optional.of(new Manifest.Supersession(1, "disk was bad")));

    static final Plan PLAN = new Plan(
            "nonce-2",
            "rs1",
            DT,
            List.of("uuid-1", "uuid-2"),
            NOW,
            "db1",
            Optional.of(new Selection(
                    List.of("scratch"),
                    List.of("pins.*"),
                    List.of("pins.tmp_*"),
                    List.of("pins.boards.name:hash"),
                    Optional.of("00112233aabbccdd"))),
            List.of(new Plan.PlannedTable(TABLE, "InnoDB", 16_384)));

    private static final CapturedSchema MASKED_SCHEMA =
            SCHEMA.masked(Map.of("name", Masking.How.HASH), Optional.of("00112233aabbccdd"));

    static final Manifest MASKED = new Manifest(
            1,
            MANIFEST.nonce(),
            DAY,
            MANIFEST.run(),
            MANIFEST.server(),
            MANIFEST.snapshot(),
            MASKED_SCHEMA,
            RowLayout.of(MASKED_SCHEMA).fields(),
            List.of(OBJECT),
            MANIFEST.totals(),
            Optional.empty());

    static final Outcome PUBLISHED = new Outcome(
            DAY,
            Outcome.Result.MANIFEST,
            Optional.of(new Outcome.Published(2, 7, new Digest128(1, 2))),
            Optional.empty(),
            Optional.empty(),
            NOW,
            "db1");
    static final Outcome DROPPED = new Outcome(
            DAY, Outcome.Result.DROPPED, Optional.empty(), Optional.of(POSITION), Optional.empty(), NOW, "db1");
    static final Outcome REFUSED = new Outcome(
            DAY, Outcome.Result.REFUSED, Optional.empty(), Optional.empty(), Optional.of("MyISAM"), NOW, "db1");

    static final Complete COMPLETE =
            new Complete("nonce-3", "rs1", DT, "nonce-2", NOW, "db1", List.of(PUBLISHED, DROPPED, REFUSED));

    static final DayStatus STATUS = new DayStatus(
            DT,
            false,
            DayStatus.Expectation.FLEET,
            Optional.of("pins"),
            Optional.of("boards"),
            List.of(new DayStatus.ReplicaSetStatus(
                    "rs1",
                    DayStatus.State.ENDED,
                    new DayStatus.Tables(4, 2, 1, 1),
                    Optional.of(NOW),
                    Optional.of(new DayStatus.Recorded(NOW, "db1")),
                    Optional.of(new DayStatus.Recorded(NOW, "db2")),
                    Optional.of(DT.minusDays(1)))),
            List.of(new DayStatus.Missing(
                    "rs1", Optional.of("pins_0001"), Optional.of("pins"), Optional.of("boards"), "refused", NOW)));

    static final Fleet FLEET = new Fleet(List.of(new Fleet.ReplicaSet(
            "rs1",
            LocalDate.of(2026, 1, 1),
            Optional.of(LocalDate.of(2027, 1, 1)),
            List.of(new Fleet.Shard("pins_0001", LocalDate.of(2026, 1, 1), Optional.empty())))));

    static final Lease LEASE = new Lease("nonce-4", "rs1", DT, 17, 2, "agent-1", "db1", "run-1", NOW);

    private SampleDocuments() {}
}
