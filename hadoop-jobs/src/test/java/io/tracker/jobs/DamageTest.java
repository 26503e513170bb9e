package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged backup never becomes an output: the job fails before its commit, and names object and offset. */
class DamageTest {
    @TempDir
    Path folder;

    private Conversions conversions;
    private ManifestObject object;
    private Path stored;

    @BeforeEach
    void publish() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        SampleBackup backup = conversions.backup();
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 400, 2);
        backup.complete("rs1");
        object = manifest.objects().get(1);
        stored = folder.resolve("lake").resolve(object.key());
    }

    @Test
    void namesTheObjectAndTheOffsetOfAFlippedBit() throws IOException {
        long inSecondRange = object.ranges().get(1).offset() + 40;
        flip(inSecondRange);

        String message = failure();

        assertTrue(message.startsWith("Backup object is damaged: " + object.key() + " at offset "), message);
        long offset = Long.parseLong(message.replaceAll(".* at offset ([0-9]+):.*", "$1"));
        assertTrue(offset >= object.ranges().get(1).offset() && offset <= inSecondRange, message);
    }

    @Test
    void findsAFlippedBitInTheHeader() throws IOException {
        flip(9);

        String message = failure();

        assertTrue(message.contains(object.key() + " at offset 0: CRC32C of the header differs"), message);
    }

    @Test
    void findsATruncatedObject() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
            file.setLength(object.bytes() - 3);
        }

        String message = failure();

        assertTrue(
                message.contains(object.key() + " at offset " + (object.bytes() - 3) + ": size differs (got "
                        + (object.bytes() - 3) + " bytes, expected " + object.bytes() + ")"),
                message);
    }

    @Test
    void findsBytesBehindTheEnd() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
            file.setLength(object.bytes() + 1);
        }

        String message = failure();

        assertTrue(message.contains(object.key() + " at offset " + object.bytes() + ": size differs"), message);
    }

    @Test
    void findsAnAbsentObject() throws IOException {
        Files.delete(stored);

        String message = failure();

        assertTrue(message.contains(object.key() + " at offset 0: object is absent"), message);
    }

    @Test
    void findsAWholeObjectThatIsAnother() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        ManifestObject other = new Conversions(
                        new org.apache.hadoop.fs.Path("file://" + elsewhere), Conversions.hadoopIn(folder))
                .backup()
                .publish(SampleBackup.table("rs1", "pins_0001"), 5, 400, 2)
                .objects()
                .get(0);
        Files.copy(elsewhere.resolve("lake").resolve(other.key()), stored, StandardCopyOption.REPLACE_EXISTING);

        assertTrue(failure().startsWith("Backup object is damaged: " + object.key()));
    }

    @Test
    void convertsAfterTheDamageIsMended() throws IOException {
        flip(object.ranges().get(0).offset() + 20);
        failure();
        flip(object.ranges().get(0).offset() + 20);

        assertEquals(400, conversions.convert().published().totals().rowsWritten());
    }

    private String failure() throws IOException {
        IOException failed = assertThrows(IOException.class, conversions::convert);
        Path output = folder.resolve("warehouse/pins/calls/dt=2026-11-20");
        if (Files.exists(output)) {
            try (Stream<Path> left = Files.walk(output)) {
                List<Path> files = left.filter(Files::isRegularFile).toList();
                assertTrue(files.isEmpty(), "left behind: " + files);
            }
        }
        assertFalse(Files.exists(output.resolve("_SUCCESS")));
        return failed.getMessage();
    }

    private void flip(long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
            file.seek(offset);
            int value = file.read();
            file.seek(offset);
            file.write(value ^ 1);
        }
    }
}
