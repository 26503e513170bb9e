package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.types.Masking.How;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    private static final String SESSION = """
            SET NAMES utf8mb4;
            SET SESSION time_zone = '+00:00';
            SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO';
            SET SESSION foreign_key_checks = 0;
            """;

    private final DumpFormat format = new DumpFormat();

    @Test
    void createsTheTableAsItWas() throws Exception {
        BackupTable table =
                BackupTable.of("pins", "boards").column("id", "int").createTable("CREATE TABLE `boards` (…)");
        RowFormat.CompanionFile create =
                format.companions(table.conversion(Map.of()), List.of()).get(0);
        assertEquals("_boards.sql", create.name());
        assertEquals(
                "-- Creates the table pins.boards as it was in the backup.\n" + SESSION
                        + "CREATE TABLE `boards` (…);\n",
                create.text());
    }

    @Test
    void declaresWhatAMaskedBackupHoldsAndSaysSo() throws Exception {
        BackupTable table = BackupTable.of("pins", "users")
                .required("id", "int")
                .required("email", "varchar(99)")
                .required("phone", "varchar(20)")
                .required("born", "date")
                .key("id")
                .createTable("CREATE TABLE `users` (…)");
        SourceSchema masked = new SourceSchema(
                table.schema()
                        .masked(
                                Map.of("email", How.HASH, "phone", How.EXCLUDED, "born", How.NULL),
                                Optional.of("00112233aabbccdd")),
                table.source().tables());
        List<RowFormat.CompanionFile> companions =
                format.companions(new Conversion(List.of(masked), Map.of()), List.of());
        assertEquals(
                "-- Creates the table pins.users as it was in the backup.\n"
                        + "-- WARNING: column email (varchar(99)) was masked in the backup: hash.\n"
                        + "-- WARNING: column phone (varchar(20)) was masked in the backup: excluded.\n"
                        + "-- WARNING: column born (date) was masked in the backup: null.\n"
                        + SESSION
                        + "CREATE TABLE `users` (\n  `id` int NOT NULL,\n"
                        + "  `email` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,\n"
                        + "  `born` date NULL,\n  PRIMARY KEY (`id`)\n) DEFAULT CHARSET=utf8mb4;\n",
                companions.get(0).text());
        assertTrue(
                !companions.get(1).text().contains("phone"), companions.get(1).text());
    }

    @Test
    void loadsEveryColumnInItsForm() throws Exception {
        BackupTable table = BackupTable.of("pins", "bo`ards")
                .required("id", "int")
                .column("count", "int")
                .column("bi`ts", "bit(9)")
                .column("doc", "json")
                .generated("twice", "int")
                .column("raw", "varbinary(9)")
                .text("name", "varchar(9)", "sjis");
        List<OutputFile> files = List.of(new OutputFile("part-0'0.tsv", 3, 30), new OutputFile("part-1.tsv", 4, 40));
        RowFormat.CompanionFile load =
                format.companions(table.conversion(Map.of()), files).get(1);
        assertEquals("_bo%60ards.load.sql", load.name());
        String columns = """
                  CHARACTER SET binary
                  FIELDS TERMINATED BY '\\t' ENCLOSED BY '' ESCAPED BY '\\\\'
                  LINES TERMINATED BY '\\n'
                  (@c1, `count`, @c3, @c4, @skip, `raw`, `name`)
                  SET `id` = @c1,
                    `bi``ts` = CAST(@c3 AS UNSIGNED),
                    `doc` = CONVERT(@c4 USING utf8mb4);
                SET @tracker_loaded = @tracker_loaded + ROW_COUNT(), @tracker_warnings = @tracker_warnings + @@warning_count;
                """;
        assertEquals(
                "-- Loads the table pins.bo`ards. Run it in this folder: mysql --local-infile=1 --database=<schema>"
                        + " < <this file>\n"
                        + SESSION
                        + "SET @tracker_loaded = 0, @tracker_warnings = 0;\n"
                        + "LOAD DATA LOCAL INFILE 'part-0''0.tsv' INTO TABLE `bo``ards`\n"
                        + columns
                        + "LOAD DATA LOCAL INFILE 'part-1.tsv' INTO TABLE `bo``ards`\n"
                        + columns
                        + "SET @tracker_check = IF(@tracker_loaded = 7 AND @tracker_warnings = 0, 'DO 0', CONCAT('SELECT 1 FROM"
                        + " `loaded ', @tracker_loaded, ' rows, expected 7, warnings ', @tracker_warnings, '`'));\n"
                        + "PREPARE tracker_check FROM @tracker_check;\n"
                        + "DEALLOCATE PREPARE tracker_check;\n",
                load.text());
    }

    @Test
    void undoesHexAndNamesUnpackedFiles() throws Exception {
        BackupTable table = BackupTable.of("pins", "t")
                .column("b", "blob")
                .column("g", "point")
                .column("v", "vector(2)");
        String load = format.companions(
                        table.conversion(Map.of("dump.binary", "hex", "dump.compression", "zstd")),
                        List.of(new OutputFile("part-0.tsv.zst", 1, 1)))
                .get(1)
                .text();
        assertTrue(load.contains("-- Unpack the files first: zstd -d *.zst\n"), load);
        assertTrue(load.contains("INFILE 'part-0.tsv' INTO"), load);
        assertTrue(
                load.contains("(@c1, @c2, @c3)\n  SET `b` = UNHEX(@c1),\n    `g` = UNHEX(@c2),\n    `v` = UNHEX(@c3);"),
                load);
    }

    @Test
    void declaresWhatNoShardDeclares() throws Exception {
        BackupTable old = BackupTable.of("pins_1", "t")
                .required("id", "int")
                .text("e", "enum('a','it''s','\\\\')", "latin1")
                .generated("twice", "int")
                .key("id")
                .createTable("old");
        BackupTable altered = BackupTable.of("pins_2", "t")
                .required("ID", "bigint")
                .text("e", "enum('a','it''s','\\\\','c')", "latin1")
                .generated("twice", "int")
                .required("added", "timestamp")
                .key("ID")
                .createTable("new");
        Conversion conversion = new Conversion(List.of(old.source(), altered.source()), Map.of());
        List<RowFormat.CompanionFile> companions = format.companions(conversion, List.of());
        assertEquals(
                "-- Creates the table pins.t as it was in the backup.\n" + SESSION + """
                        CREATE TABLE `t` (
                          `id` bigint NOT NULL,
                          `e` enum('a','it''s','\\\\\\\\','c') CHARACTER SET latin1 COLLATE latin1_bin NULL,
                          `twice` int NULL,
                          `added` timestamp NULL,
                          PRIMARY KEY (`id`)
                        ) DEFAULT CHARSET=utf8mb4;
                        """,
                companions.get(0).text());
    }

    @Test
    void warnsOfMembersThatTheServerCouldNotPrint() throws Exception {
        BackupTable table = BackupTable.of("pins", "t").text("mood", "enum('?','ok')", "utf8mb4");
        String create =
                format.companions(table.conversion(Map.of()), List.of()).get(0).text();
        assertTrue(create.contains("-- WARNING: the server printed a member of column mood with '?'"), create);
    }
}
