package io.tracker.agent.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.agent.store.ObjectStore.PutResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest {
    @TempDir
    private Path folder;

    @Test
    void createsOnce() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        assertEquals(PutResult.CREATED, store.createOnce("a/b", new byte[] {1}));
        assertEquals(PutResult.EXISTS, store.createOnce("a/b", new byte[] {2}));
        assertArrayEquals(new byte[] {1}, store.read("a/b").orElseThrow());
        assertEquals(Optional.empty(), store.read("a/c"));
        assertEquals(Optional.empty(), new StoreTrial(store).createOnce("host"));
    }

    @Test
    void commitPublishesAndCloseAloneDiscards() throws IOException {
        DirectoryObjectStore store = new DirectoryObjectStore(folder);
        try (PendingObject object = store.create("data/one")) {
            object.output().write(new byte[] {5, 6, 7});
            assertEquals(OptionalLong.empty(), store.size("data/one"));
            object.commit();
        }
        try (PendingObject object = store.create("data/two")) {
            object.output().write(new byte[100_000]);
        }
        assertEquals(List.of("data/one"), store.list("data/"));
        assertEquals(List.of("data/one"), store.list(""));
        try (InputStream stretch = store.open("data/one", 1, 2)) {
            assertArrayEquals(new byte[] {6, 7}, stretch.readAllBytes());
        }
    }
}
