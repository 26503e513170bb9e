package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
    @TempDir
    Path parent;

    @Test
    void isGoneAfterClose() throws Exception {
        WorkFolder folder = WorkFolder.createIn(parent);
        Files.createDirectories(folder.path().resolve("a/b"));
        folder.close();
        assertFalse(Files.exists(folder.path()));
    }

    @Test
    void deletesWhatAKilledOwnerLeftAndNothingElse() throws Exception {
        Path orphan = Files.createDirectories(parent.resolve("tracker-servers-1"));
        Files.createFile(orphan.resolve("owner.lock"));
        Path unlocked = Files.createDirectories(parent.resolve("tracker-servers-2"));
        Path other = Files.createDirectories(parent.resolve("somebody-elses"));
        try (WorkFolder living = WorkFolder.createIn(parent);
                WorkFolder next = WorkFolder.createIn(parent)) {
            assertTrue(Files.exists(living.path()));
            assertTrue(Files.exists(next.path()));
        }
        assertFalse(Files.exists(orphan));
        assertTrue(Files.exists(unlocked), "it may just be being created");
        assertTrue(Files.exists(other));
    }

    @Test
    void keepsTheFoldersOfALivingProcessThatHasSeveral() throws Exception {
        try (WorkFolder first = WorkFolder.createIn(parent);
                WorkFolder second = WorkFolder.createIn(parent)) {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherProcess.class.getName(),
                            parent.toString())
                    .inheritIO()
                    .start();
            assertEquals(0, other.waitFor());
            assertTrue(Files.exists(first.path()), "the first folder of a living process was deleted");
            assertTrue(Files.exists(second.path()));
        }
    }

    /** Another JVM that makes a folder, and deletes orphans before. */
    static final class OtherProcess {
        public static void main(String[] args) throws Exception {
            WorkFolder.createIn(Path.of(args[0])).close();
        }
    }
}
