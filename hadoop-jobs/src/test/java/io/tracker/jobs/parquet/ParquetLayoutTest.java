package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layout that options ask for, as parquet-hadoop's own reader finds it in the files. */
class ParquetLayoutTest {
    private static final int ROWS = 20_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"zstd, ZSTD", "snappy, SNAPPY", "none, UNCOMPRESSED"})
    void compressesEveryColumnByTheCodec(String word, CompressionCodecName codec) throws IOException {
        try (ParquetFileReader file = write(Map.of("parquet.codec", word))) {
            for (ColumnChunkMetaData column : file.getRowGroups().get(0).getColumns()) {
                assertEquals(codec, column.getCodec());
            }
        }
    }

    @Test
    void compressesHarderAtAHigherLevel() throws IOException {
        assertTrue(bytes(Map.of("parquet.zstd-level", "19")) < bytes(Map.of("parquet.zstd-level", "1")));
    }

    @Test
    void endsRowGroupsAndPagesAtTheirSizes() throws IOException {
        try (ParquetFileReader one = write(Map.of("parquet.codec", "none"));
                ParquetFileReader many = write(Map.of(
                        "parquet.codec", "none", "parquet.row-group-bytes", "1048576", "parquet.page-bytes", "4096"))) {
            assertEquals(1, one.getRowGroups().size());
            assertTrue(many.getRowGroups().size() > 1, () -> many.getRowGroups().size() + " row groups");
            for (BlockMetaData group : many.getRowGroups()) {
                assertTrue(group.getTotalByteSize() < 2 << 20, () -> "row group of " + group.getTotalByteSize());
            }
            PageReader pages = many.readRowGroup(0)
                    .getPageReader(
                            many.getFileMetaData().getSchema().getColumns().get(2));
            for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
                assertTrue(page.getUncompressedSize() < 2 * 4096, "page of " + page.getUncompressedSize());
            }
        }
    }

    @Test
    void choosesTheDictionaryOfEachColumn() throws IOException {
        try (ParquetFileReader usual = write(Map.of());
                ParquetFileReader none = write(Map.of("parquet.dictionary", "off", "parquet.dictionary.kind", "on"));
                ParquetFileReader one = write(Map.of("parquet.dictionary.kind", "off"))) {
            assertFalse(hasDictionary(usual, 0), "values that never come again");
            assertTrue(hasDictionary(usual, 1));
            assertFalse(hasDictionary(usual, 2), "texts that never come again");
            assertFalse(hasDictionary(none, 0));
            assertTrue(hasDictionary(none, 1));
            assertFalse(hasDictionary(one, 1));
        }
    }

    @Test
    void choosesDictionariesByTheFirstRows() throws IOException {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "bigint")
                .required("pair", "int")
                .required("few", "int")
                .text("pairs", "varchar(9)", "ascii")
                .column("none", "int")
                .key("id");
        for (int row = 0; row < ROWS; row++) {
            table.row(
                    Integer.toString(row),
                    Integer.toString(row / 2),
                    Integer.toString(row % 500),
                    "text " + row / 2,
                    null);
        }
        try (ParquetFileReader file = open(table, Map.of("parquet.dictionary.id", "on"))) {
            assertEquals(
                    List.of(false, false, true, true),
                    IntStream.range(0, 4).mapToObj(i -> hasDictionary(file, i)).toList());
            assertEquals(ROWS, file.getRecordCount());
        }
    }

    @Test
    void writesBloomFiltersOnRequest() throws IOException {
        try (ParquetFileReader usual = write(Map.of());
                ParquetFileReader asked =
                        write(Map.of("parquet.bloom.text", "20000", "parquet.dictionary.text", "off"))) {
            assertEquals(null, bloom(usual, 2));
            assertEquals(null, bloom(asked, 1));
            BloomFilter filter = bloom(asked, 2);
            assertNotNull(filter);
            for (int row = 0; row < ROWS; row += 97) {
                assertTrue(filter.findHash(filter.hash(Binary.fromString(text(row)))));
            }
            int wrong = 0;
            for (int row = 0; row < 1000; row++) {
                wrong += filter.findHash(filter.hash(Binary.fromString("absent " + row))) ? 1 : 0;
            }
            assertTrue(wrong < 100, wrong + " of 1000 absent values pass");
        }
    }

    @Test
    void writesTheChosenColumnsAlone() throws IOException {
        try (ParquetFileReader file = write(Map.of("columns.1", "TEXT", "columns.2", "id"))) {
            assertEquals(
                    List.of("id", "text"),
                    file.getFileMetaData().getSchema().getFields().stream()
                            .map(org.apache.parquet.schema.Type::getName)
                            .toList());
            assertEquals(ROWS, file.getRecordCount());
        }
    }

    @Test
    void tellsOfOptionsThatFitNoColumn() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> write(Map.of(
                        "parquet.bloom.txt", "10",
                        "parquet.bloom.id", "0",
                        "parquet.dictionary.kind", "maybe",
                        "parquet.zstd-level", "20",
                        "parquet.file-bytes", "1")));
        for (String problem : List.of(
                "Option parquet.bloom.txt names no column of the output (expected one of id, kind, text)",
                "Option parquet.bloom.id is out of range (got 0, expected 1 to 2147483648)",
                "Option parquet.dictionary.kind has no such value (got maybe, expected on or off)",
                "Option parquet.zstd-level is out of range (got 20, expected 1 to 19)",
                "Option parquet.file-bytes is out of range (got 1, expected 1048576 to ")) {
            assertTrue(wrong.getMessage().contains(problem), wrong.getMessage());
        }
        IllegalArgumentException column =
                assertThrows(IllegalArgumentException.class, () -> write(Map.of("columns.1", "nam")));
        assertEquals("Columns are not of the table: nam (expected some of id, kind, text)", column.getMessage());
    }

    private ParquetFileReader write(Map<String, String> options) throws IOException {
        return open(table(), options);
    }

    private ParquetFileReader open(BackupTable table, Map<String, String> options) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(
                        ParquetFile.of(table, folder, options).path().toUri()),
                new Configuration(false)));
    }

    private long bytes(Map<String, String> options) throws IOException {
        return ParquetFile.of(table(), folder, options).written().bytes();
    }

    private static boolean hasDictionary(ParquetFileReader file, int column) {
        return file.getRowGroups().get(0).getColumns().get(column).getEncodings().stream()
                .anyMatch(Encoding::usesDictionary);
    }

    private static BloomFilter bloom(ParquetFileReader file, int column) {
        BlockMetaData group = file.getRowGroups().get(0);
        return file.getBloomFilterDataReader(group)
                .readBloomFilter(group.getColumns().get(column));
    }

    private static BackupTable table() {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "bigint")
                .text("kind", "varchar(9)", "ascii")
                .text("text", "varchar(200)", "ascii")
                .key("id");
        for (int row = 0; row < ROWS; row++) {
            table.row(Integer.toString(row), "kind " + row % 7, text(row));
        }
        return table;
    }

    private static String text(int row) {
        Random random = new Random(row);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            text.append(Integer.toString(random.nextInt(1 << 14), 36));
        }
        return text.toString();
    }
}
