package io.tracker.jobs.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyRunTest {
    @TempDir
    Path folder;

    private Conversions conversions;
    private PublishedTable published;
    private Path file;

    @BeforeEach
    void publish() throws IOException {
        conversions = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder));
        SampleBackup backup = conversions.backup();
        backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 300, 2);
        backup.complete("rs1");
        published = conversions.convert().published();
        file = output().resolve(published.files().get(1).name());
    }

    @Test
    void findsWhatWasPublished() throws IOException {
        assertEquals(published, verify());
    }

    @Test
    void findsAChangedValue() throws IOException {
        String lines = Files.readString(file);
        Files.writeString(file, (lines.charAt(0) == '0' ? "1" : "0") + lines.substring(1));

        refuses("value digest (got ");
    }

    @Test
    void findsAChangedCellOfADump() throws IOException {
        PublishedTable dump = convertAfresh("dump", Map.of("dump.binary", "hex"));
        Path tsv = output().resolve(dump.files().get(0).name());
        byte[] bytes = Files.readAllBytes(tsv);
        bytes[0] = (byte) (bytes[0] == '1' ? '2' : '1');
        Files.write(tsv, bytes);

        refuses("value digest (got ");
    }

    @Test
    void findsAChangedByteOfParquet() throws IOException {
        PublishedTable parquet = convertAfresh("parquet", Map.of("policy.note", "binary"));
        Path part = output().resolve(parquet.files().get(0).name());
        byte[] bytes = Files.readAllBytes(part);
        bytes[100] ^= 1;
        Files.write(part, bytes);

        IOException damaged = assertThrows(IOException.class, this::verify);
        assertTrue(damaged.getMessage().contains("Parquet file cannot be read back: "), damaged.getMessage());
    }

    private PublishedTable convertAfresh(String format, Map<String, String> options) throws IOException {
        conversions.output().getFileSystem(conversions.hadoop()).delete(conversions.output(), true);
        return conversions.convert(format, options).published();
    }

    @Test
    void findsLostRowsOfAFileOfTheSameSize() throws IOException {
        List<String> lines = Files.readAllLines(file);
        String longer =
                lines.get(0) + "0".repeat(lines.get(1).length() + lines.get(2).length() + 2);
        Files.writeString(file, longer + "\n" + String.join("\n", lines.subList(3, lines.size())) + "\n");

        refuses("rows (got " + (lines.size() - 2) + ", expected " + lines.size() + ")");
    }

    @Test
    void findsAFileOfAnotherSize() throws IOException {
        Files.writeString(file, Files.readString(file) + "00\n");

        refuses("size (got ");
    }

    @Test
    void findsAMissingFile() throws IOException {
        Files.delete(file);

        refuses("size (got no file, expected ");
    }

    @Test
    void findsAFileTooMany() throws IOException {
        Files.writeString(output().resolve("part-99999.hex"), "");

        refuses("list of files (got also [part-99999.hex], expected none beside those)");
    }

    @Test
    void findsAMissingCompanion() throws IOException {
        Files.delete(output().resolve("files.txt"));

        refuses("presence (got no file, expected a file)");
    }

    @Test
    void refusesAnOutputWithoutSuccess() throws IOException {
        Files.delete(output().resolve("_SUCCESS"));

        IOException unpublished = assertThrows(IOException.class, this::verify);

        assertTrue(unpublished.getMessage().startsWith("Output is not published: "), unpublished.getMessage());
    }

    @Test
    void listsTheOutputsOfADay() throws IOException {
        Warehouse warehouse = Warehouse.open("file://" + folder + "/warehouse", conversions.hadoop());

        assertEquals(
                List.of(conversions.output()).toString().replace("///", "/"),
                warehouse.outputs(SampleBackup.DT, Optional.empty()).toString());
        assertEquals(1, warehouse.outputs(SampleBackup.DT, Optional.of("pins")).size());
        assertEquals(List.of(), warehouse.outputs(SampleBackup.DT, Optional.of("other")));
        assertEquals(List.of(), warehouse.outputs(SampleBackup.DT.plusDays(1), Optional.empty()));
    }

    private void refuses(String what) {
        IOException differs = assertThrows(IOException.class, this::verify);
        assertTrue(differs.getMessage().startsWith("Output differs from its _tracker.json: "), differs.getMessage());
        assertTrue(differs.getMessage().contains(what), differs.getMessage());
    }

    private PublishedTable verify() throws IOException {
        return new VerifyRun(conversions.hadoop(), 2).verify(conversions.output());
    }

    private Path output() {
        return folder.resolve("warehouse/pins/calls/dt=" + SampleBackup.DT);
    }
}
