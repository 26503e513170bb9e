package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatCommandTest {
    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    private SampleBackup backup;
    private Manifest manifest;

    @BeforeEach
    void publish() throws IOException {
        backup = new Conversions(new org.apache.hadoop.fs.Path("file://" + folder), Conversions.hadoopIn(folder))
                .backup();
        manifest = backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), ROWS, 3);
        backup.complete("rs1");
    }

    @Test
    void printsTheRowOfAKeyAndReadsOneRangeForIt() {
        CommandInTest.Ending ending = cat("--where-key", "14560");

        assertEquals(0, ending.code(), ending::toString);
        assertEquals("id\tnote\n14560\tnote 1456\n", ending.out());
        assertEquals("tracker-jobs cat: 1 row of 1 shard; read 1 of " + ranges() + " ranges\n", ending.err());
    }

    @Test
    void findsEveryRowByItsKey() {
        for (int row = 0; row < ROWS; row += 137) {
            CommandInTest.Ending ending = cat("--where-key", Integer.toString(10 * row));
            assertEquals("id\tnote\n" + 10 * row + "\tnote " + row + "\n", ending.out());
        }
        assertEquals("id\tnote\n", cat("--where-key", "14561").out());
        assertEquals("id\tnote\n", cat("--where-key", "99999999999999999999").out());
    }

    @Test
    void printsTheRowsOfAnInterval() {
        CommandInTest.Ending ending = cat("--from", "9970", "--to", "10030");

        assertEquals(0, ending.code(), ending::toString);
        assertEquals(
                List.of(
                        "id\tnote",
                        "9970\tnote 997",
                        "9980\tnote 998",
                        "9990\tnote 999",
                        "10000\tnote 1000",
                        "10010\tnote 1001",
                        "10020\tnote 1002",
                        "10030\tnote 1003"),
                ending.out().lines().toList());
        assertEquals(ROWS + 1, cat().out().lines().count());
        assertEquals(101, cat("--to", "990").out().lines().count());
        assertEquals(
                101,
                cat("--from", Integer.toString(10 * (ROWS - 100))).out().lines().count());
    }

    @Test
    void stopsAtTheLimit() {
        CommandInTest.Ending ending = cat("--limit", "2");

        assertEquals("id\tnote\n0\tnote 0\n10\tnote 1\n", ending.out());
        assertTrue(ending.err().startsWith("tracker-jobs cat: 2 rows of 1 shard; read "), ending::toString);
    }

    @Test
    void printsJsonAndStatements() {
        assertEquals(
                "{\"id\":20,\"note\":\"note 2\"}\n",
                cat("--where-key", "20", "--as", "json").out());
        String sql = cat("--where-key", "20", "--as", "sql").out();
        assertTrue(sql.startsWith("SET NAMES utf8mb4;\n"), sql);
        assertTrue(
                sql.endsWith("-- rs1/pins_0001.calls\nINSERT INTO `calls` (`id`, `note`) VALUES (20, 'note 2');\n")
                        || sql.endsWith("INSERT INTO `calls` (`id`, `note`) VALUES (20, 'note 2');\n"),
                sql);
    }

    @Test
    void namesTheCurrentFiles() {
        List<String> paths = cat("--paths").out().lines().toList();

        assertEquals(
                manifest.objects().stream()
                        .map(object -> "file:" + folder + "/lake/" + object.key())
                        .toList(),
                paths.stream().map(path -> path.replace("file:///", "file:/")).toList());
    }

    @Test
    void namesFilesThatAvrosOwnReaderReads() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String path : cat("--paths").out().lines().toList()) {
            try (DataFileReader<GenericRecord> file =
                    new DataFileReader<>(new File(URI.create(path)), new GenericDatumReader<>())) {
                file.forEach(row -> rows.add(text(row.get("id")) + " " + text(row.get("note"))));
            }
        }

        assertEquals(
                cat().out().lines().skip(1).map(line -> line.replace('\t', ' ')).toList(), rows);
        assertEquals(ROWS, rows.size());
    }

    private static String text(Object field) {
        return StandardCharsets.UTF_8.decode((ByteBuffer) field).toString();
    }

    @Test
    void readsOneShardOfSeveralAndSaysWhatIsMissing() throws IOException {
        backup.publishInOrder(SampleBackup.table("rs2", "pins_0002"), 10, 1);
        backup.plan("rs2");

        CommandInTest.Ending all = cat("--where-key", "50");
        CommandInTest.Ending one = cat("--where-key", "50", "--shard", "rs2.pins_0002");
        CommandInTest.Ending none = cat("--where-key", "50", "--shard", "rs3.pins_0002");

        assertEquals("id\tnote\n50\tnote 5\n50\tnote 5\n", all.out());
        assertTrue(all.err().startsWith("tracker-jobs cat: not in the backup: replica set rs2: "), all::toString);
        assertEquals("id\tnote\n50\tnote 5\n", one.out());
        assertEquals(2, none.code(), none::toString);
        assertTrue(none.err().contains("shards that have one: rs1.pins_0001, rs2.pins_0002"), none::toString);
    }

    @Test
    void namesTheDamagedObject() throws IOException {
        ManifestObject object = manifest.objects().get(1);
        long offset = object.ranges().get(0).offset() + 40;
        try (RandomAccessFile file = new RandomAccessFile(
                folder.resolve("lake").resolve(object.key()).toFile(), "rw")) {
            file.seek(offset);
            int value = file.read();
            file.seek(offset);
            file.write(value ^ 4);
        }

        CommandInTest.Ending ending = cat();

        assertEquals(1, ending.code(), ending::toString);
        assertTrue(
                ending.err().contains("cat: Backup object is damaged: " + object.key() + " at offset "),
                ending::toString);
        assertTrue(ending.out().contains("\n9990\tnote 999\n"), "what lies before it is printed");
        assertFalse(ending.out().contains("\n29990\t"), ending::toString);
    }

    @Test
    void refusesWhatIsNoKey() {
        CommandInTest.Ending malformed = cat("--where-key", "abc");
        CommandInTest.Ending many = cat("--where-key", "1", "--where-key", "2");
        CommandInTest.Ending both = cat("--where-key", "1", "--from", "2", "--as", "xml");

        assertEquals(2, malformed.code());
        assertTrue(
                malformed.err().contains("Value is none of the key's column: id is bigint(20) unsigned (got abc)"),
                malformed::toString);
        assertEquals(2, many.code());
        assertTrue(
                many.err()
                        .contains("Rows cannot be named by the key: the table has the primary key [id] (got 2 values)"),
                many::toString);
        assertEquals(2, both.code());
        assertTrue(both.err().contains("--where-key and --from or --to exclude each other"), both::toString);
        assertTrue(both.err().contains("--as is not known (got xml, expected tsv, json or sql)"), both::toString);
    }

    private int ranges() {
        return manifest.objects().stream()
                .mapToInt(object -> object.ranges().size())
                .sum();
    }

    private CommandInTest.Ending cat(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("cat", "--root", "file://" + folder + "/lake", "--dataset", "pins", "--table", "calls"));
        arguments.addAll(List.of(more));
        return CommandInTest.run(arguments);
    }
}
