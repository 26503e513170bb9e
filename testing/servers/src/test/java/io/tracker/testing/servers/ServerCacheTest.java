package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerCacheTest {
    @TempDir
    Path folder;

    private ServerCache cache;

    @BeforeEach
    void open() throws Exception {
        cache = new ServerCache(folder, ServerUser.ofThisProcess());
    }

    @Test
    void fillsAFolderOnce() throws Exception {
        Path first = cache.provide("a", draft -> Files.writeString(draft.resolve("file"), "first"));
        Path second = cache.provide("a", draft -> Files.writeString(draft.resolve("file"), "second"));
        assertEquals(first, second);
        assertEquals("first", Files.readString(second.resolve("file")));
    }

    @Test
    void aFailedFillLeavesNothing() throws Exception {
        assertThrows(
                IOException.class,
                () -> cache.provide("a", draft -> {
                    Files.writeString(draft.resolve("half"), "half");
                    throw new IOException("disk full");
                }));
        assertFalse(Files.exists(cache.locate("a")));
        assertNothingButFoldersNamed("");
    }

    @Test
    void theSlowerOfTwoFillersGivesWay() throws Exception {
        Path slower = cache.provide("a", draft -> {
            Files.writeString(draft.resolve("file"), "slower");
            cache.provide("a", other -> Files.writeString(other.resolve("file"), "faster"));
        });
        assertEquals("faster", Files.readString(slower.resolve("file")));
        assertNothingButFoldersNamed("a");
    }

    private void assertNothingButFoldersNamed(String name) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.allMatch(path -> path.getFileName().toString().equals(name)));
        }
    }
}
