package io.tracker.agent.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.store.FaultyObjectStore;
import io.tracker.agent.upload.ObjectRoller;
import io.tracker.agent.upload.SampleRows;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableVerifierTest {
    private final FaultyObjectStore store = new FaultyObjectStore();
    private final TableVerifier verifier = new TableVerifier(store);
    private Manifest manifest;

    @BeforeEach
    void backUp() throws IOException {
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 14))) {
            SampleRows.write(roller, 0, 600);
            manifest = SampleRows.manifest(roller.commit());
        }
    }

    @Test
    void provesWhatWasWritten() throws IOException {
        AtomicLong rows = new AtomicLong();
        assertEquals(List.of(), verifier.verify(manifest, rows::addAndGet));
        assertEquals(600, rows.get());
    }

    @Test
    void findsAnyFlippedByteAndNamesTheObject() throws IOException {
        Random random = new Random(7);
        ManifestObject object = manifest.objects().get(1);
        byte[] whole = store.objects().get(object.key());
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int offset = random.nextInt(flipped.length);
            flipped[offset] ^= (byte) (1 << random.nextInt(8));
            store.objects().put(object.key(), flipped);
            List<String> damages = verifier.verify(manifest, rows -> {});
            assertEquals(1, damages.size(), "offset " + offset);
            assertTrue(damages.get(0).contains(object.key() + " at offset "), damages.get(0));
        }
    }

    @Test
    void findsATruncatedAndAMissingObjectAndGoesOn() throws IOException {
        String truncated = manifest.objects().get(0).key();
        String missing = manifest.objects().get(2).key();
        byte[] whole = store.objects().get(truncated);
        store.objects().put(truncated, Arrays.copyOf(whole, whole.length - 1));
        store.objects().remove(missing);
        List<String> damages = verifier.verify(manifest, rows -> {});
        assertEquals(2, damages.size(), damages.toString());
        assertTrue(damages.get(0).contains(truncated + " at offset " + (whole.length - 1)), damages.get(0));
        assertTrue(damages.get(1).contains("Backup object is missing: " + missing), damages.get(1));
    }

    @Test
    void findsAnObjectThatWasExchangedForAnother() throws IOException {
        String first = manifest.objects().get(0).key();
        String second = manifest.objects().get(1).key();
        byte[] body = store.objects().get(first);
        store.objects().put(first, store.objects().get(second));
        store.objects().put(second, body);
        assertEquals(2, verifier.verify(manifest, rows -> {}).size());
    }
}
