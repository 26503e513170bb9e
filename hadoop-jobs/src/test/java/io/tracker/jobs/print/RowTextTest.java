package io.tracker.jobs.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.schema.SchemaUnifier;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static final byte[] BYTES = {0, 9, (byte) 0xFF};

    private final BackupTable table = BackupTable.of("pins_1", "odd`name")
            .required("id", "int(4) unsigned zerofill")
            .text("latin", "varchar(9)", "latin1")
            .text("sjis", "varchar(9)", "sjis")
            .column("bin", "varbinary(9)")
            .column("d", "double")
            .column("at", "datetime")
            .text("ee", "enum('','x')", "utf8mb4")
            .generated("twice", "int(11)")
            .key("id")
            .row("0042", new byte[] {(byte) 0xE4, '\t', '\\'}, BYTES, BYTES, "-0", "0000-00-00 00:00:00", "", "0", "84")
            .row("0007", "plain", null, "", "1e300", null, null, null, null);

    @Test
    void printsTabsBetweenValues() throws IOException {
        assertEquals("""
                id\tlatin\tsjis\tbin\td\tat\tee\ttwice
                0042\tä\\t\\\\\t0x0009FF\t0x0009FF\t-0\t0000-00-00 00:00:00\t\t84
                0007\tplain\t\\N\t0x\t1e300\t\\N\t\\N\t\\N
                """, print(RowText.Form.TSV));
    }

    @Test
    void printsAnObjectALine() throws IOException {
        assertEquals("""
                {"id":"0042","latin":"ä\\t\\\\","sjis":"0x0009FF","bin":"0x0009FF","d":-0,"at":"0000-00-00 00:00:00","ee":"","twice":84}
                {"id":"0007","latin":"plain","sjis":null,"bin":"0x","d":1e300,"at":null,"ee":null,"twice":null}
                """, print(RowText.Form.JSON));
    }

    @Test
    void printsStatementsThatKeepEveryByte() throws IOException {
        String insert = "INSERT INTO `odd``name` (`id`, `latin`, `sjis`, `bin`, `d`, `at`, `ee`) VALUES ";
        String printed = print(RowText.Form.SQL);
        assertEquals(
                List.of(
                        "-- " + table.table(),
                        insert + "(0042, _latin1 0xE4095C, _sjis 0x0009FF, 0x0009FF, '-0', '0000-00-00 00:00:00', 0);",
                        insert + "(0007, 'plain', NULL, '', '1e300', NULL, NULL);"),
                printed.lines().skip(4).toList());
    }

    private String print(RowText.Form form) throws IOException {
        RowText text = form.of(SchemaUnifier.unify(List.of(table.source())));
        StringBuilder printed = new StringBuilder(text.head());
        table.rows(row -> printed.append(text.row(table.table(), 0, row)));
        return printed.toString();
    }
}
