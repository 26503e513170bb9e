package io.tracker.jobs.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.plan.SourceManifest;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableManifestsTest {
    private static final TableRef ONE = SampleBackup.table("rs1", "pins_0001");
    private static final TableRef HOSTILE = SampleBackup.table("rs.1", "../a/ b%2F\u202e'\"`\n");

    @TempDir
    Path folder;

    private SampleBackup backup;
    private ParallelReads reads;
    private TableManifests manifests;

    @BeforeEach
    void open() throws IOException {
        Conversions conversions =
                new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        backup = conversions.backup();
        reads = new ParallelReads();
        manifests = new TableManifests(BackupRoot.open(conversions.root().toString(), conversions.hadoop()), reads);
    }

    @AfterEach
    void close() {
        reads.close();
    }

    @Test
    void takesTheHighestNumberOfEachShard() throws IOException {
        for (int number = 1; number <= 11; number++) {
            backup.publish(ONE, number, number, 3, 1);
        }
        backup.publish(SampleBackup.table("rs0", "z"), 1, 3, 1);

        List<Manifest> current = current();

        assertEquals(
                List.of("rs0.z", "rs1.pins_0001"),
                current.stream().map(m -> m.table().table().shard()).toList());
        assertEquals(11, current.get(1).number());
    }

    @Test
    void findsShardsWithHostileNames() throws IOException {
        Manifest hostile = backup.publish(HOSTILE, 1, 3, 1);

        assertEquals(List.of(hostile), current());
    }

    @Test
    void refusesAManifestThatLiesInAnotherShardsFolder() throws IOException {
        backup.publish(ONE, 1, 3, 1);
        TableRef other = SampleBackup.table("rs1", "pins_0002");
        Path copy = stored(other, 1);
        Files.createDirectories(copy.getParent());
        Files.copy(stored(ONE, 1), copy);

        IOException moved = assertThrows(IOException.class, this::current);

        assertTrue(moved.getMessage().startsWith("Manifest does not lie where its names say: "), moved.getMessage());
    }

    @Test
    void namesAManifestThatIsDamaged() throws IOException {
        backup.publish(ONE, 1, 3, 1);
        Path stored = stored(ONE, 1);
        Files.writeString(
                stored, Files.readString(stored).replaceFirst("\"rows\" : 3", "\"rows\" : 4"), StandardCharsets.UTF_8);

        IOException damaged = assertThrows(IOException.class, this::current);

        assertTrue(damaged.getMessage().startsWith("Document is damaged: file:" + stored), damaged.getMessage());
    }

    @Test
    void refusesAManifestThatIsAnotherThanPlanned() throws IOException {
        SourceManifest planned = SourceManifest.of(backup.publish(ONE, 1, 3, 1), 0);
        backup.publish(ONE, 1, 4, 3, 1);

        IOException changed = assertThrows(
                IOException.class, () -> manifests.planned(Conversions.CALLS, SampleBackup.DT, List.of(planned)));

        assertTrue(changed.getMessage().startsWith("Manifest changed since the job was planned: "));
    }

    private List<Manifest> current() throws IOException {
        return manifests.read(manifests.list(Conversions.CALLS, SampleBackup.DT));
    }

    private Path stored(TableRef table, int number) {
        return folder.resolve("lake").resolve(ObjectNames.manifest(new TableDay(table, SampleBackup.DT), number));
    }
}
