package io.tracker.agent.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.store.FaultyObjectStore;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectRollerTest {
    private final FaultyObjectStore store = new FaultyObjectStore();

    @Test
    void makesNoObjectOfNoRows() throws IOException {
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 20))) {
            assertEquals(List.of(), roller.commit());
        }
        assertTrue(store.objects().isEmpty());
    }

    @Test
    void rollsAtTheConfiguredSizeAndDescribesWhatItStored() throws IOException {
        List<ManifestObject> objects;
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 14))) {
            SampleRows.write(roller, 0, 1000);
            objects = roller.commit();
        }
        assertTrue(objects.size() > 3, "objects: " + objects.size());
        assertEquals(1000, objects.stream().mapToLong(ManifestObject::rows).sum());
        for (ManifestObject object : objects) {
            assertEquals(object.bytes(), store.objects().get(object.key()).length, object.key());
        }
        assertEquals(0, store.unended());
    }

    @Test
    void rollersOfOneAttemptNeverShareAnObject() throws IOException {
        AttemptFolder folder = SampleRows.folder(store, 1 << 14);
        List<ManifestObject> objects = new ArrayList<>();
        try (ObjectRoller first = new ObjectRoller(folder);
                ObjectRoller second = new ObjectRoller(folder)) {
            SampleRows.write(first, 0, 300);
            SampleRows.write(second, 300, 300);
            SampleRows.write(first, 600, 300);
            objects.addAll(first.commit());
            objects.addAll(second.commit());
        }
        Set<String> keys = new HashSet<>();
        objects.forEach(object -> assertTrue(keys.add(object.key()), object.key()));
        assertEquals(keys, store.objects().keySet());
        assertEquals(900, objects.stream().mapToLong(ManifestObject::rows).sum());
    }

    @Test
    void discardsTheObjectUnderWayWhenItIsClosedAlone() throws IOException {
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 20))) {
            SampleRows.write(roller, 0, 10);
        }
        assertTrue(store.objects().isEmpty());
        assertEquals(0, store.unended());
    }

    @Test
    void tellsNothingOfAnObjectWhoseCommitFailed() throws IOException {
        store.failCommits(FaultyObjectStore.Fault.LOST_AFTER_APPLY);
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 20))) {
            SampleRows.write(roller, 0, 10);
            assertThrows(IOException.class, roller::commit);
        }
        assertEquals(0, store.unended());
    }
}
