package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.BoundaryOrder;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers skip by: logical types, statistics and page indexes, as Parquet's own library reads them. */
class ParquetStatisticsTest {
    private static final int ROWS = 6000;
    private static final BigInteger MOST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    @TempDir
    private Path folder;

    @Test
    void namesTheLogicalTypeOfEveryColumn() throws Exception {
        try (ParquetFileReader file = open()) {
            MessageType schema = file.getFileMetaData().getSchema();
            List<String> types = new ArrayList<>();
            for (Type field : schema.getFields()) {
                types.add(field.getName() + " "
                        + (field.getLogicalTypeAnnotation() == null ? "none" : field.getLogicalTypeAnnotation()));
            }
            assertEquals(
                    List.of(
                            "id none",
                            "unsigned DECIMAL(20,0)",
                            "exact DECIMAL(38,10)",
                            "name STRING",
                            "day DATE",
                            "at TIMESTAMP(MICROS,false)",
                            "moment TIMESTAMP(MICROS,true)",
                            "flag none",
                            "ratio none",
                            "empty STRING"),
                    types);
        }
    }

    @Test
    void countsNullsAndKnowsTheEndsOfEveryColumnInItsOwnOrder() throws Exception {
        try (ParquetFileReader file = open()) {
            assertEquals("-3000 to 2999, 0 NULL", statistics(file, "id"));
            assertEquals(
                    MOST.subtract(BigInteger.valueOf(ROWS - 1)) + " to " + MOST + ", 0 NULL",
                    statistics(file, "unsigned"));
            assertEquals("-30000000000001 to 29990000000001, 0 NULL", statistics(file, "exact"));
            assertEquals("a00000 to 😀05999, 857 NULL", statistics(file, "name"));
            assertEquals("0 to 27, 0 NULL", statistics(file, "day"));
            assertEquals("false to true, 0 NULL", statistics(file, "flag"));
            assertEquals("-1500.0 to 1499.5, 0 NULL", statistics(file, "ratio"));
            Statistics<?> empty = chunk(file, "empty").getStatistics();
            assertEquals(ROWS, empty.getNumNulls());
            assertTrue(!empty.hasNonNullValue());
        }
    }

    @Test
    void indexesEveryPageOfEveryColumn() throws Exception {
        try (ParquetFileReader file = open()) {
            BlockMetaData group = file.getRowGroups().get(0);
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                String name = chunk.getPath().toDotString();
                ColumnIndex pages = file.readColumnIndex(chunk);
                OffsetIndex offsets = file.readOffsetIndex(chunk);
                assertEquals(offsets.getPageCount(), pages.getNullPages().size(), name);
                assertEquals(
                        chunk.getStatistics().getNumNulls(),
                        pages.getNullCounts().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        name);
                assertEquals(0, offsets.getFirstRowIndex(0), name);
                for (int page = 1; page < offsets.getPageCount(); page++) {
                    assertTrue(offsets.getFirstRowIndex(page) > offsets.getFirstRowIndex(page - 1), name);
                }
            }
            ColumnIndex ids = file.readColumnIndex(chunk(file, "id"));
            assertEquals(BoundaryOrder.ASCENDING, ids.getBoundaryOrder());
            assertTrue(
                    ids.getMinValues().size() > 1,
                    "pages of ids: " + ids.getMinValues().size());
            int before = Integer.MIN_VALUE;
            for (int page = 0; page < ids.getMinValues().size(); page++) {
                int least = littleEndian(ids.getMinValues().get(page));
                assertTrue(least > before, "page " + page);
                before = littleEndian(ids.getMaxValues().get(page));
            }
            assertEquals(2999, before);
        }
    }

    @Test
    void takesBothZeroesForOneInStatistics() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .column("f", "float")
                .column("d", "double")
                .key("id")
                .row("1", "0", "-0")
                .row("2", "-0", "0");
        ParquetFile written = ParquetFile.of(table, folder, Map.of());
        try (ParquetFileReader file = open(written)) {
            assertEquals("-0.0 to 0.0, 0 NULL", statistics(file, "f"));
            assertEquals("-0.0 to 0.0, 0 NULL", statistics(file, "d"));
        }
        assertEquals(List.of("2"), written.query("SELECT count(*) FROM file WHERE f = '-0'::FLOAT"));
        assertEquals(List.of("2"), written.query("SELECT count(*) FROM file WHERE d >= 0"));
    }

    @Test
    void knowsTheEndsOfTimesAndOfBytesInUnsignedOrder() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .column("at", "datetime(6)")
                .column("length", "time")
                .column("bytes", "varbinary(9)")
                .column("small", "decimal(9,2)")
                .column("big", "decimal(18,2)")
                .key("id")
                .row("1", "1000-01-01 00:00:00.000000", "-838:59:59", new byte[] {(byte) 0xFF}, "-9999999.99", "-0.01")
                .row("2", "9999-12-31 23:59:59.999999", "838:59:59", new byte[] {0x7F, 0}, "9999999.99", "0.01")
                .row("3", "0000-00-00 00:00:00.000000", null, null, null, null);
        try (ParquetFileReader file = open(ParquetFile.of(table, folder, Map.of()))) {
            assertEquals("-30610224000000000 to 253402300799999999, 1 NULL", statistics(file, "at"));
            assertEquals("-3020399000000 to 3020399000000, 1 NULL", statistics(file, "length"));
            assertEquals("-999999999 to 999999999, 1 NULL", statistics(file, "small"));
            assertEquals("-1 to 1, 1 NULL", statistics(file, "big"));
            Statistics<?> bytes = chunk(file, "bytes").getStatistics();
            assertArrayEquals(new byte[] {0x7F, 0}, bytes.getMinBytes());
            assertArrayEquals(new byte[] {(byte) 0xFF}, bytes.getMaxBytes());
        }
    }

    @Test
    void cutsLongTextInThePageIndexSoThatItStillHoldsTheEnds() throws Exception {
        String prefix = "ä".repeat(100);
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("long", "text", "utf8mb4")
                .key("id")
                .row("1", prefix + "a")
                .row("2", prefix + "z");
        ParquetFile written = ParquetFile.of(table, folder, Map.of());
        try (ParquetFileReader file = open(written)) {
            ColumnIndex pages = file.readColumnIndex(chunk(file, "long"));
            String least =
                    StandardCharsets.UTF_8.decode(pages.getMinValues().get(0)).toString();
            String most =
                    StandardCharsets.UTF_8.decode(pages.getMaxValues().get(0)).toString();
            assertTrue(least.length() < 100 && prefix.startsWith(least), least);
            assertTrue(most.length() < 100 && most.compareTo(prefix + "z") > 0, most);
        }
        assertEquals(List.of("1"), written.query("SELECT id FROM file WHERE long = '" + prefix + "a'"));
        assertEquals(List.of("2"), written.query("SELECT id FROM file WHERE long > '" + prefix + "y'"));
    }

    private static ParquetFileReader open(ParquetFile file) throws Exception {
        return ParquetFileReader.open(HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.path().toUri()), new Configuration(false)));
    }

    private ParquetFileReader open() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .required("unsigned", "bigint unsigned")
                .required("exact", "decimal(38,10)")
                .text("name", "varchar(9)", "utf8mb4")
                .column("day", "date")
                .column("at", "datetime(6)")
                .column("moment", "timestamp")
                .column("flag", "bit(1)")
                .column("ratio", "float")
                .text("empty", "varchar(9)", "utf8mb4")
                .key("id");
        for (int row = 0; row < ROWS; row++) {
            int id = row - ROWS / 2;
            table.row(
                    Integer.toString(id),
                    MOST.subtract(BigInteger.valueOf(row)).toString(),
                    BigDecimal.valueOf(id)
                            .add(new BigDecimal(id < 0 ? "-0.0000000001" : "0.0000000001"))
                            .toPlainString(),
                    row % 7 == 6 ? null : (row % 2 == 0 ? "a" : "😀") + String.format(Locale.ROOT, "%05d", row),
                    "1970-01-" + String.format(Locale.ROOT, "%02d", 1 + row % 28),
                    "2026-11-20 00:00:00.000001",
                    "2026-11-20 00:00:00",
                    new byte[] {(byte) (row % 2)},
                    Double.toString(id / 2.0),
                    null);
        }
        ParquetFile file = ParquetFile.of(
                table, folder, Map.of("parquet.page-bytes", "4096", "parquet.dictionary", "off", "policy.day", "fail"));
        return open(file);
    }

    private static ColumnChunkMetaData chunk(ParquetFileReader file, String column) {
        assertEquals(1, file.getRowGroups().size());
        return file.getRowGroups().get(0).getColumns().stream()
                .filter(chunk -> chunk.getPath().toDotString().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private static String statistics(ParquetFileReader file, String column) {
        ColumnChunkMetaData chunk = chunk(file, column);
        Statistics<?> statistics = chunk.getStatistics();
        return value(chunk, statistics.genericGetMin(), statistics.getMinBytes()) + " to "
                + value(chunk, statistics.genericGetMax(), statistics.getMaxBytes()) + ", "
                + statistics.getNumNulls() + " NULL";
    }

    private static String value(ColumnChunkMetaData chunk, Object value, byte[] bytes) {
        return switch (chunk.getPrimitiveType().getPrimitiveTypeName()) {
            case FIXED_LEN_BYTE_ARRAY -> new BigInteger(bytes).toString();
            case BINARY -> new String(bytes, StandardCharsets.UTF_8);
            default -> value.toString();
        };
    }

    private static int littleEndian(ByteBuffer value) {
        return value.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
