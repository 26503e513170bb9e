package io.tracker.jobs.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.fixture.BackupTable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilterTest {
    @ParameterizedTest
    @CsvSource({
        "bigint, -10 -9 -1 0 1 9 10 100, -9, 10, -9 -1 0 1 9 10",
        "bigint unsigned, 9 10 9223372036854775808 18446744073709551615, 10, 9223372036854775808, 10 9223372036854775808",
        "int(5) unsigned zerofill, 00000 00007 00042 00100, 7, 42, 00007 00042",
        "'decimal(9,2)', -1.50 -0.01 0.00 1.10 9.99 10.00, -0.01, 9.99, -0.01 0.00 1.10 9.99",
        "double, -1e300 -0.5 0 1e-7 2.5, -0.5, 1, -0.5 0 1e-7",
        "date, 0000-00-00 1999-12-31 2026-11-20, 1999-12-31, 2026-01-01, 1999-12-31",
        "binary(1), a b ä, b, 0xFF, b ä",
        "year, 1901 2026, 2000, 2100, 2026"
    })
    void takesTheValuesOfAnInterval(String type, String values, String from, String to, String expected)
            throws IOException {
        assertEquals(
                expected,
                String.join(" ", matching(type, values, new KeyRange(List.of(), Optional.of(from), Optional.of(to)))));
    }

    @ParameterizedTest
    @CsvSource({
        "int unsigned, 7 42, 042, 42",
        "bigint, -7 7 0, -7, -7",
        "bigint, 0 7, -0, 0",
        "'decimal(5,1)', 1.0 2.0, 2, 2.0"
    })
    void takesTheValueOfAKeyHoweverItIsWritten(String type, String values, String key, String expected)
            throws IOException {
        assertEquals(
                expected,
                String.join(
                        " ", matching(type, values, new KeyRange(List.of(key), Optional.empty(), Optional.empty()))));
    }

    @Test
    void comparesTextByItsCharactersInAnyCharacterSet() throws IOException {
        BackupTable table =
                BackupTable.of("s", "t").text("name", "varchar(9)", "latin1").key("name");
        KeyFilter filter = KeyFilter.of(key("Ä"), table.schema());
        List<Boolean> found = new ArrayList<>();
        BackupTable.of("s", "t")
                .text("name", "varchar(9)", "latin1")
                .key("name")
                .row((Object) "Ä".getBytes(Charset.forName("windows-1252")))
                .row("A")
                .row("ä")
                .rows(row -> found.add(filter.matches(row)));
        assertEquals(List.of(true, false, false), found);
        assertFalse(filter.isSorted(), "a collation sorts, not we");
        assertTrue(filter.isUnique());
    }

    @Test
    void namesAllRowsOfAKeysFirstColumns() throws IOException {
        BackupTable table = BackupTable.of("s", "t")
                .required("a", "int")
                .required("b", "int")
                .key("a", "b")
                .row("1", "1")
                .row("1", "2")
                .row("2", "1");
        List<Boolean> first = new ArrayList<>();
        KeyFilter one = KeyFilter.of(key("1"), table.schema());
        table.rows(row -> first.add(one.matches(row)));
        List<Boolean> whole = new ArrayList<>();
        KeyFilter both = KeyFilter.of(key("1", "2"), table.schema());
        table.rows(row -> whole.add(both.matches(row)));

        assertEquals(List.of(true, true, false), first);
        assertFalse(one.isUnique());
        assertEquals(List.of(false, true, false), whole);
        assertTrue(both.isUnique());
    }

    @Test
    void trustsNoOrderOfDescendingKeysAndKeysOfPrefixes() {
        BackupTable table = BackupTable.of("s", "t").required("a", "int").key("a");
        assertTrue(KeyFilter.of(
                        key("1"), table.createTable("… PRIMARY KEY (`a`)\n").schema())
                .isSorted());
        assertFalse(KeyFilter.of(
                        key("1"),
                        table.createTable("… PRIMARY KEY (`a` DESC)\n").schema())
                .isSorted());
        assertFalse(KeyFilter.of(
                        key("1"),
                        table.createTable("… PRIMARY KEY (`b`(7),`a`)\n").schema())
                .isSorted());
        assertFalse(KeyFilter.of(KeyRange.ALL, table.schema()).isSorted());
    }

    @Test
    void refusesWhatTheTableCannotAnswer() {
        BackupTable keyless = BackupTable.of("s", "t").required("a", "int");
        OperatorException none = assertThrows(OperatorException.class, () -> KeyFilter.of(key("1"), keyless.schema()));
        assertTrue(none.getMessage().contains("the table has no primary key"), none.getMessage());
        for (String[] wrong :
                new String[][] {{"int", "1.5"}, {"decimal(5,1)", "one"}, {"date", "today"}, {"time", "noon"}}) {
            BackupTable table = BackupTable.of("s", "t").required("a", wrong[0]).key("a");
            OperatorException refused =
                    assertThrows(OperatorException.class, () -> KeyFilter.of(key(wrong[1]), table.schema()));
            assertTrue(refused.getMessage().contains("(got " + wrong[1] + ")"), refused.getMessage());
        }
    }

    @Test
    void travelsAmongTheOptionsOfAJob() {
        for (KeyRange range : List.of(
                KeyRange.ALL,
                key("1", "2", "x"),
                new KeyRange(List.of(), Optional.of("7"), Optional.empty()),
                new KeyRange(List.of(), Optional.empty(), Optional.of("7")))) {
            assertEquals(range, KeyRange.of(range.options()));
        }
        assertEquals(
                Map.of("filter.key.1", "7", "filter.key.2", "8"), key("7", "8").options());
        assertThrows(
                IllegalArgumentException.class, () -> new KeyRange(List.of("1"), Optional.of("2"), Optional.empty()));
    }

    private static List<String> matching(String type, String values, KeyRange range) throws IOException {
        BackupTable table = BackupTable.of("s", "t").required("a", type).key("a");
        for (String value : values.split(" ")) {
            table.row(value);
        }
        KeyFilter filter = KeyFilter.of(range, table.schema());
        List<String> found = new ArrayList<>();
        table.rows(row -> {
            if (filter.matches(row)) {
                found.add(new String(row.data(), row.start(0), row.length(0), StandardCharsets.UTF_8));
            }
        });
        return found;
    }

    private static KeyRange key(String... values) {
        return new KeyRange(List.of(values), Optional.empty(), Optional.empty());
    }
}
