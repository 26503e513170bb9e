package io.tracker.testing.line.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.testing.line.oracle.FolderLake;
import io.tracker.testing.line.oracle.MismatchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSearchTest {
    private final SecretSearch search = new SecretSearch(Map.of("the password", "s3cr3t"));

    @TempDir
    private Path folder;

    @Test
    void findsASecretInACommandLine() throws Exception {
        search.requireNone(List.of("java TrackerAgent backup"));
        MismatchException found =
                assertThrows(MismatchException.class, () -> search.requireNone(List.of("java --password=s3cr3t")));
        assertEquals("Secret was found: the password in a command line", found.getMessage());
    }

    @Test
    void findsASecretInALogButLeavesTheFilesThatHoldItAlone() throws Exception {
        Files.writeString(folder.resolve("my.cnf"), "password=s3cr3t");
        Files.writeString(folder.resolve("backup-1.log"), "run begins");
        search.requireNoneBelow(folder);
        Files.writeString(folder.resolve("backup-1.log"), "connecting with s3cr3t");
        assertThrows(MismatchException.class, () -> search.requireNoneBelow(folder));
    }

    @Test
    void findsASecretInAnObjectAndInTheNameOfOne() throws Exception {
        Files.writeString(folder.resolve("plan.json"), "{}");
        search.requireNone(new FolderLake(folder));
        Path named = Files.writeString(folder.resolve("s3cr3t"), "");
        assertThrows(MismatchException.class, () -> search.requireNone(new FolderLake(folder)));
        Files.delete(named);
        Files.writeString(folder.resolve("plan.json"), "{\"by\": \"s3cr3t\"}");
        assertThrows(MismatchException.class, () -> search.requireNone(new FolderLake(folder)));
    }
}
