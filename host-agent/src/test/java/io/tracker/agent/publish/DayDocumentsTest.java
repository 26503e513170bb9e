package io.tracker.agent.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.failure.StoppedException;
import io.tracker.agent.store.FaultyObjectStore;
import io.tracker.agent.upload.SampleRows;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.Plan.PlannedTable;
import io.tracker.schemas.json.DamagedDocumentException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayDocumentsTest {
    private final FaultyObjectStore store = new FaultyObjectStore();
    private final DayDocuments documents = new DayDocuments(store);

    @Test
    void theSecondAgentGetsTheFirstOnesManifest() throws IOException {
        Manifest first = SampleRows.manifest(List.of());
        Manifest second = SampleRows.manifest(List.of());
        assertEquals(first, documents.createManifest(first, () -> {}));
        assertEquals(first, documents.createManifest(second, () -> {}));
        assertEquals(Optional.of(first), documents.manifest(SampleRows.DAY));
    }

    @Test
    void publishesNothingWhenTheLastCheckBeforeTheRequestRefuses() throws IOException {
        Manifest manifest = SampleRows.manifest(List.of());
        assertThrows(
                StoppedException.class,
                () -> documents.createManifest(manifest, () -> {
                    throw new StoppedException("promoted", "nothing");
                }));
        assertEquals(Optional.empty(), documents.manifest(SampleRows.DAY));
        // a promotion behind the check is too late to matter: the snapshot is older, and was proved
        assertEquals(manifest, documents.createManifest(manifest, () -> {}));
    }

    @Test
    void theHighestManifestIsCurrent() throws IOException {
        Manifest first = documents.createManifest(SampleRows.manifest(List.of()), () -> {});
        Manifest second = new Manifest(
                2,
                "nonce-2",
                first.table(),
                first.run(),
                first.server(),
                first.snapshot(),
                first.schema(),
                first.fields(),
                first.objects(),
                first.totals(),
                Optional.of(new Manifest.Supersession(1, "a bad day")));
        documents.createManifest(second, () -> {});
        assertEquals(Optional.of(second), documents.manifest(SampleRows.DAY));
    }

    @Test
    void namesADamagedManifest() {
        String key = ObjectNames.manifest(SampleRows.DAY, 1);
        store.objects().put(key, "{\"format\":\"tracker-manifest\",\"version\":1".getBytes(StandardCharsets.UTF_8));
        DamagedDocumentException damaged =
                assertThrows(DamagedDocumentException.class, () -> documents.manifest(SampleRows.DAY));
        assertTrue(damaged.getMessage().contains(key), damaged.getMessage());
        assertTrue(damaged.getMessage().contains("HINT"), damaged.getMessage());
    }

    @Test
    void refusesADocumentThatSpeaksOfSomethingElse() throws IOException {
        documents.createManifest(SampleRows.manifest(List.of()), () -> {});
        byte[] body = store.objects().get(ObjectNames.manifest(SampleRows.DAY, 1));
        store.objects().put(ObjectNames.manifest(SampleRows.day("pins"), 1), body);
        OperatorException refused =
                assertThrows(OperatorException.class, () -> documents.manifest(SampleRows.day("pins")));
        assertTrue(refused.getMessage().contains("document speaks of something else"), refused.getMessage());
    }

    @Test
    void refusesThePlanOfServersThatThisHostKnowsNothingOf() {
        Plan plan = plan("uuid-1", "uuid-2");
        DayDocuments.requireSameReplicaSet(plan, Set.of("uuid-3", "uuid-1"));
        OperatorException refused = assertThrows(
                OperatorException.class, () -> DayDocuments.requireSameReplicaSet(plan, Set.of("uuid-8", "uuid-9")));
        assertTrue(refused.getMessage().contains("replica set of the plan is another one: db-7"), refused.getMessage());
    }

    @Test
    void laterAgentsReadTheFirstPlan() throws IOException {
        Plan first = documents.createPlan(plan("uuid-1"));
        assertEquals(first, documents.createPlan(plan("uuid-2")));
        assertEquals(List.of(first), documents.plans(first.dt()));
    }

    @Test
    void surveysWhatIsOwedLargestFirst() throws IOException, InterruptedException {
        Plan plan = plan("uuid-1");
        documents.createManifest(SampleRows.manifest(List.of()), () -> {});
        documents.createOutcome(new Outcome(
                SampleRows.day("old"),
                Outcome.Result.REFUSED,
                Optional.empty(),
                Optional.empty(),
                Optional.of("MyISAM"),
                Instant.parse("2026-11-21T00:10:00Z"),
                "host"));
        store.objects().put(ObjectNames.manifest(SampleRows.day("broken"), 1), new byte[] {'{'});
        DaySurvey survey = DaySurvey.of(plan, documents);
        assertEquals(
                List.of("large", "small"),
                survey.owed().stream().map(table -> table.table().table()).toList());
        assertEquals(1, survey.published().size());
        assertEquals(SampleRows.DAY, survey.unrecorded().get(0).table());
        assertEquals(SampleRows.day("old"), survey.ended().get(0).table());
        assertEquals(SampleRows.day("broken"), survey.damaged().get(0).table());
    }

    @Test
    void owesAllOfAPlanThatWasMadeHereWithoutLookingAtEachTable() throws IOException, InterruptedException {
        Plan plan = documents.createPlan(plan("uuid-1"));
        documents.createManifest(SampleRows.manifest(List.of()), () -> {});
        assertEquals(5, DaySurvey.of(plan, documents).owed().size());
        assertEquals(1, DaySurvey.of(plan, new DayDocuments(store)).published().size());
    }

    private static Plan plan(String... servers) {
        return new Plan(
                "nonce-" + String.join("-", servers),
                "db-7",
                SampleRows.DAY.dt(),
                List.of(servers),
                Instant.parse("2026-11-21T00:05:00Z"),
                "host",
                Optional.empty(),
                List.of(
                        planned("small", 10),
                        planned("users", 20),
                        planned("large", 30),
                        planned("old", 1),
                        planned("broken", 1)));
    }

    private static PlannedTable planned(String table, long bytes) {
        return new PlannedTable(SampleRows.day(table).table(), "InnoDB", bytes);
    }
}
