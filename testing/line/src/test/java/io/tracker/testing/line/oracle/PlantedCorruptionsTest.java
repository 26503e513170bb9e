package io.tracker.testing.line.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is believed only as far as it finds what is planted here. */
final class PlantedCorruptionsTest {
    private static final int ROWS = 100;

    @TempDir
    Path root;

    private PlantedBackup backup;

    @BeforeEach
    void plant() {
        backup = new PlantedBackup(root);
    }

    @Test
    void acceptsATrueBackup() throws IOException {
        Comparison comparison = compare(PlantedBackup.sentRows(ROWS));
        assertEquals(ROWS, comparison.got().rows());
        assertEquals(comparison.expected(), comparison.got());
        assertTrue(comparison.equal());
    }

    @Test
    void acceptsTheSameRowsInAnotherOrder() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        java.util.Collections.reverse(rows);
        assertTrue(compare(rows).equal());
    }

    @Test
    void catchesALostRow() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.remove(41);
        assertDifference("row is missing in backup: id=41", rows);
    }

    @Test
    void catchesALastRowThatIsLost() throws IOException {
        assertDifference("row is missing in backup: id=99", PlantedBackup.sentRows(ROWS - 1));
    }

    @Test
    void catchesADoubledRow() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.add(rows.get(12));
        assertDifference("row is too often in backup: id=12", rows);
    }

    @Test
    void catchesARowThatReplacesAnother() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.set(13, rows.get(12));
        String found = compare(rows).difference().orElseThrow();
        assertTrue(found.contains("id=12") || found.contains("id=13"), found);
    }

    @Test
    void catchesARowThatNobodyWrote() throws IOException {
        assertDifference("row should not be in backup: id=100", PlantedBackup.sentRows(ROWS + 1));
    }

    @Test
    void catchesAChangedByte() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(7)[1] = PlantedBackup.bytes("name 8");
        assertDifference("cell differs: id=7 column name (got 'name 8' in backup, expected 'name 7')", rows);
    }

    @Test
    void catchesNullForEmpty() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(4)[2] = null;
        assertDifference("cell differs: id=4 column note (got NULL in backup, expected '')", rows);
    }

    @Test
    void catchesEmptyForNull() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(3)[2] = new byte[0];
        assertDifference("cell differs: id=3 column note (got '' in backup, expected NULL)", rows);
    }

    @Test
    void catchesTheTextNullForNull() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(3)[2] = PlantedBackup.bytes("\\N");
        assertDifference("cell differs: id=3 column note (got '\\N' in backup, expected NULL)", rows);
    }

    @Test
    void catchesTheLastBitOfADouble() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(1)[3] = PlantedBackup.bytes(Double.toString(Math.nextUp(1 / 3.0)));
        assertDifference("cell differs: id=1 column price", rows);
    }

    @Test
    void catchesAnotherReferenceSystem() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(50)[5] = rows.get(50)[5].clone();
        rows.get(50)[5][0] = 0;
        assertDifference("cell differs: id=50 column place", rows);
    }

    @Test
    void catchesTheErrorValueOfAnEnumForItsEmptyMember() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        rows.get(5)[7] = PlantedBackup.bytes("0");
        assertDifference("cell differs: id=5 column state", rows);
    }

    @Test
    void catchesCellsSwappedInARow() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        byte[][] row = rows.get(20);
        byte[] name = row[1];
        row[1] = row[2];
        row[2] = name;
        assertDifference("cell differs: id=20 column name (got 'note 20' in backup, expected 'name 20')", rows);
    }

    @Test
    void catchesCellsSwappedBetweenRows() throws IOException {
        List<byte[][]> rows = PlantedBackup.sentRows(ROWS);
        byte[] name = rows.get(20)[1];
        rows.get(20)[1] = rows.get(21)[1];
        rows.get(21)[1] = name;
        assertTrue(compare(rows).difference().orElseThrow().startsWith("cell differs: id=2"));
    }

    @Test
    void catchesSwappedColumns() throws IOException {
        BackupManifest manifest =
                backup.write(PlantedBackup.sentRows(ROWS), PlantedBackup.schema(List.of(0, 2, 1, 3, 4, 5, 6)));
        String found = compare(manifest).difference().orElseThrow();
        assertTrue(found.startsWith("cell differs"), found);
    }

    @Test
    void catchesAStaleSchema() throws IOException {
        ObjectNode manifest = planted();
        ((ObjectNode) manifest.at("/schema/columns/1")).put("columnType", "varchar(30)");
        assertEquals(
                "column 2 differs (got name varchar(30) in backup, expected name varchar(40))",
                compare(backup.publish(manifest)).difference().orElseThrow());
    }

    @Test
    void catchesAStaleCharacterSet() throws IOException {
        ObjectNode manifest = planted();
        ((ObjectNode) manifest.at("/schema/columns/1")).put("charset", "latin1").put("collation", "latin1_bin");
        assertTrue(compare(backup.publish(manifest)).difference().orElseThrow().contains("latin1_bin"));
    }

    @Test
    void catchesATruncatedObject() throws IOException {
        BackupManifest manifest = backup.write(PlantedBackup.sentRows(ROWS));
        byte[] file = Files.readAllBytes(backup.object());
        for (int length : new int[] {0, 10, file.length / 2, file.length - 1}) {
            Files.write(backup.object(), Arrays.copyOf(file, length));
            assertMismatch("Backup is not what its manifest says", manifest);
        }
    }

    @Test
    void catchesBytesBehindTheObject() throws IOException {
        BackupManifest manifest = backup.write(PlantedBackup.sentRows(ROWS));
        byte[] file = Files.readAllBytes(backup.object());
        Files.write(backup.object(), Arrays.copyOf(file, file.length + 1));
        assertMismatch("size of the object", manifest);
    }

    @Test
    void catchesEachFlippedByte() throws IOException {
        BackupManifest manifest = backup.write(PlantedBackup.sentRows(ROWS));
        byte[] file = Files.readAllBytes(backup.object());
        for (int at = 0; at < file.length; at += 7) {
            byte[] damaged = file.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(backup.object(), damaged);
            assertMismatch("CRC32C", manifest);
        }
    }

    @Test
    void catchesAMissingObject() throws IOException {
        BackupManifest manifest = backup.write(PlantedBackup.sentRows(ROWS));
        Files.delete(backup.object());
        assertThrows(NoSuchFileException.class, () -> compare(manifest));
    }

    @Test
    void catchesAnObjectThatIsNamedTwice() throws IOException {
        ObjectNode manifest = planted();
        manifest.withArray("objects").add(manifest.at("/objects/0"));
        assertMismatch("object is named once", backup.publish(manifest));
    }

    @Test
    void catchesARangeThatIsLeftOut() throws IOException {
        ObjectNode manifest = planted();
        ((ArrayNode) manifest.at("/objects/0/ranges")).remove(1);
        assertMismatch("begin of a range", backup.publish(manifest));
    }

    @Test
    void catchesALastRangeThatIsLeftOut() throws IOException {
        ObjectNode manifest = planted();
        ((ArrayNode) manifest.at("/objects/0/ranges")).remove(3);
        assertMismatch("rows of the object", backup.publish(manifest));
    }

    @Test
    void catchesACountThatIsWrong() throws IOException {
        ObjectNode manifest = planted();
        ((ObjectNode) manifest.path("totals")).put("rows", ROWS + 1);
        assertMismatch("rows of the table", backup.publish(manifest));
    }

    private ObjectNode planted() throws IOException {
        return (ObjectNode) backup.write(PlantedBackup.sentRows(ROWS)).json();
    }

    private Comparison compare(List<byte[][]> sent) throws IOException {
        return compare(backup.write(sent));
    }

    private Comparison compare(BackupManifest manifest) throws IOException {
        return Comparison.of(PlantedBackup.serverRows(ROWS), new BackupRows(new FolderLake(root), manifest));
    }

    private void assertDifference(String expected, List<byte[][]> sent) throws IOException {
        String found = compare(sent).difference().orElse("nothing");
        assertTrue(found.startsWith(expected), found);
    }

    private void assertMismatch(String expected, BackupManifest manifest) {
        MismatchException mismatch = assertThrows(MismatchException.class, () -> compare(manifest));
        assertTrue(mismatch.getMessage().contains(expected), mismatch.getMessage());
    }
}
