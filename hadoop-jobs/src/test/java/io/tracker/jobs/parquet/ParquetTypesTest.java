package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads out of the files that we write, type by type. */
class ParquetTypesTest {
    @TempDir
    private Path folder;

    @Test
    void holdsSignedIntegersToTheirEnds() throws Exception {
        assertReads("tinyint(4)", "TINYINT→INTEGER", List.of("INTEGER"), "-128", "127", "0", null);
        assertReads("smallint", "", List.of("INTEGER"), "-32768", "32767", null);
        assertReads("mediumint", "", List.of("INTEGER"), "-8388608", "8388607", null);
        assertReads("int(11)", "", List.of("INTEGER"), "-2147483648", "2147483647", "0", null);
        assertReads("bigint(20)", "", List.of("BIGINT"), "-9223372036854775808", "9223372036854775807", "0", null);
    }

    private void assertReads(String type, String ignored, List<String> duck, String... values) throws Exception {
        BackupTable table = BackupTable.of("pins", "t").column("c", type);
        Arrays.stream(values).forEach(value -> table.row((Object) value));
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        assertEquals(duck, file.query("SELECT DISTINCT typeof(c) FROM file WHERE c IS NOT NULL"));
        assertEquals(Arrays.asList(values), file.query("SELECT c::VARCHAR FROM file"));
    }
}
