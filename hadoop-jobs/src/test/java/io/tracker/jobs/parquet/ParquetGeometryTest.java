package io.tracker.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Geometries, whose reference system is a file's and not a value's. */
final class ParquetGeometryTest {
    @TempDir
    private Path folder;

    @Test
    void refusesAnotherSridInALaterRowGroup() {
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .text("filler", "text", "ascii")
                .column("g", "point")
                .key("id");
        for (int row = 0; row < 40; row++) {
            table.row(Integer.toString(row), (row + " ").repeat(40_000), point(4326));
        }
        table.row("40", "", point(0));

        IOException e = assertThrows(
                IOException.class,
                () -> ParquetFile.of(table, folder, Map.of("parquet.row-group-bytes", Integer.toString(1 << 20))));

        assertTrue(e.getMessage().contains("row id=40: other-srid"), e.getMessage());
    }

    @Test
    void putsTheSridOfGeometriesIntoTheMetadata() throws Exception {
        byte[] point = point(4326);
        BackupTable table = BackupTable.of("pins", "t")
                .required("id", "int")
                .column("g", "point")
                .key("id")
                .row("1", point)
                .row("2", null)
                .row("3", point);
        ParquetFile file = ParquetFile.of(table, folder, Map.of());
        String wkb = java.util.HexFormat.of().withUpperCase().formatHex(point, 4, point.length);
        assertEquals(Arrays.asList(wkb, null, wkb), file.query("SELECT hex(g) FROM file ORDER BY id"));
        assertEquals(
                List.of("4326"),
                file.query("SELECT decode(value) FROM parquet_kv_metadata('" + file.path()
                        + "') WHERE decode(key) = 'tracker.column.g.srid'"));
        table.row("4", point(0));
        IOException e = assertThrows(IOException.class, () -> ParquetFile.of(table, folder, Map.of()));
        assertTrue(e.getMessage().contains("row id=4: other-srid (got bytes 0x00000000010100"), e.getMessage());
        assertTrue(e.getMessage().endsWith("HINT: --policy g=binary"), e.getMessage());
        assertEquals(
                List.of("00000000"),
                ParquetFile.of(table, folder, Map.of("policy.g", "binary"))
                        .query("SELECT hex(g[1:4]) FROM file WHERE id = 4"));
    }

    private static byte[] point(int srid) {
        byte[] point = new byte[25];
        point[0] = (byte) srid;
        point[1] = (byte) (srid >> 8);
        point[4] = 1;
        point[5] = 1;
        point[24] = 0x40;
        return point;
    }
}
