package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.MapTask;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.schemas.container.DamagedBackupException;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every byte of a small backup flipped, and every prefix of its objects: no mapper that meets the damage reaches the mark of its end,
 * without which nothing is committed.
 */
@Tag("exhaustive")
final class EveryByteTest {
    private static final int ROWS = 60;

    @TempDir
    Path folder;

    private final ParallelReads reads = new ParallelReads();
    private Configuration hadoop;
    private TableManifests manifests;
    private Manifest manifest;
    private MapTask tasks;

    @BeforeEach
    void backUp() throws IOException {
        hadoop = Conversions.hadoopIn(folder);
        SampleBackup backup = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), hadoop).backup();
        manifest = backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), ROWS, 1);
        manifests = new TableManifests(BackupRoot.open("file://" + folder + "/lake", hadoop), reads);
        tasks = new MapTask(plan(manifest), hadoop);
    }

    @AfterEach
    void close() {
        reads.close();
    }

    @Test
    void isWholeAtFirst() throws Exception {
        assertEquals(new MapTask.Result(ROWS, manifest.totals().digest(), tasks.count()), tasks.run());
    }

    @Test
    void catchesEveryFlippedByteOfEveryObject() throws Exception {
        for (ManifestObject object : manifest.objects()) {
            Path file = file(object.key());
            byte[] whole = Files.readAllBytes(file);
            for (int offset = 0; offset < whole.length; offset++) {
                byte[] damaged = whole.clone();
                damaged[offset] ^= (byte) (1 << (offset % 8));
                Files.write(file, damaged);
                DamagedBackupException found = caught(object, "byte " + offset);
                assertTrue(found.offset() <= offset, () -> found.getMessage());
            }
            Files.write(file, whole);
        }
    }

    @Test
    void catchesEveryPrefixOfEveryObject() throws Exception {
        for (ManifestObject object : manifest.objects()) {
            Path file = file(object.key());
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertEquals(length, caught(object, "prefix of " + length).offset());
            }
            Files.write(file, whole);
        }
    }

    @Test
    void refusesAFlippedByteOfTheManifestOrReadsTheSameRows() throws Exception {
        String key = ObjectNames.manifest(manifest.table(), 1);
        Path file = file(key);
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int offset = 0; offset < whole.length; offset++) {
            byte[] damaged = whole.clone();
            damaged[offset] ^= (byte) (1 << (offset % 7));
            Files.write(file, damaged);
            String what =
                    "byte " + offset + " of the manifest: " + (char) whole[offset] + " is " + (char) damaged[offset];
            try {
                Manifest found = manifests
                        .read(manifests.list(Conversions.CALLS, SampleBackup.DT))
                        .get(0);
                if (found.objects().equals(manifest.objects()) && found.schema().equals(manifest.schema())) {
                    assertEquals(manifest.table(), found.table(), what);
                    assertEquals(manifest.totals(), found.totals(), what);
                    continue;
                }
                MapTask.Result result = new MapTask(plan(found), hadoop).run();
                boolean asPromised = result.rows() == found.totals().rows()
                        && result.digest().equals(found.totals().digest());
                if (asPromised) {
                    assertEquals(manifest.totals().digest(), result.digest(), what);
                    assertEquals(manifest.schema().hash(), found.schema().hash(), what);
                    assertEquals(manifest.table(), found.table(), what);
                } else {
                    refused++;
                }
            } catch (IOException e) {
                assertTrue(
                        e.getMessage().contains("anifest") || e instanceof DamagedBackupException,
                        () -> what + ": " + e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > whole.length / 2, refused + " of " + whole.length);
    }

    private DamagedBackupException caught(ManifestObject object, String what) {
        DamagedBackupException found = assertThrows(DamagedBackupException.class, tasks::run, () -> what);
        assertEquals(object.key(), found.object());
        assertTrue(
                found.getMessage().contains(object.key() + " at offset " + found.offset() + ": "), found.getMessage());
        return found;
    }

    private ConversionPlan plan(Manifest found) throws IOException {
        return ConversionPlan.of("file://" + folder + "/lake", new LinesFormat(), Map.of(), List.of(found), List.of());
    }

    private Path file(String key) {
        return folder.resolve("lake").resolve(key);
    }
}
