package io.tracker.jobs.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.schemas.types.Masking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaComparisonTest {
    @Test
    void tellsAddedAndDroppedColumns() {
        assertChanges(
                List.of("DROPPED fax varchar(20) of latin1, null -> ", "ADDED born  -> date, not null"),
                table().text("fax", "varchar(20)", "latin1"),
                table().required("born", "date"));
    }

    @Test
    void guessesARenameOnlyWherePlaceAndDeclarationAreTheSame() {
        assertChanges(
                List.of(
                        "DROPPED mail varchar(20) of latin1, null -> ",
                        "ADDED email  -> varchar(20) of latin1, null",
                        "MAYBE_RENAMED email mail -> email"),
                table().text("mail", "varchar(20)", "latin1").column("n", "int"),
                table().text("email", "varchar(20)", "latin1").column("n", "int"));
        assertChanges(
                List.of("DROPPED mail varchar(20) of latin1, null -> ", "ADDED email  -> varchar(20) of latin1, null"),
                table().text("mail", "varchar(20)", "latin1").column("n", "int"),
                table().column("n", "int").text("email", "varchar(20)", "latin1"));
        assertChanges(
                List.of("DROPPED mail varchar(20) of latin1, null -> ", "ADDED email  -> varchar(30) of latin1, null"),
                table().text("mail", "varchar(20)", "latin1"),
                table().text("email", "varchar(30)", "latin1"));
        assertChanges(
                List.of(
                        "DROPPED a int, null -> ",
                        "DROPPED b int, null -> ",
                        "ADDED c  -> int, null",
                        "ADDED d  -> int, null"),
                table().column("a", "int").column("b", "int"),
                table().column("c", "int").column("d", "int"));
    }

    @Test
    void tellsHowTypesChanged() {
        assertType("WIDENED", "int(11)", "bigint(20)");
        assertType("NARROWED", "bigint", "int");
        assertType("RESPELLED", "int(11)", "int");
        assertType("WIDENED", "decimal(10,2)", "decimal(12,2)");
        assertType("RETYPED", "decimal(10,2)", "decimal(10,4)");
        assertType("WIDENED", "int unsigned", "bigint");
        assertType("RETYPED", "int", "date");
        assertType("RETYPED", "bigint unsigned", "bigint");
        assertType("WIDENED", "datetime", "datetime(6)");
        assertType("RESPELLED", "year(4)", "year");
        assertType("RETYPED", "vector(3)", "vector(4)");
        assertType("WIDENED", "bit(1)", "bit(9)");
    }

    @Test
    void tellsCharsetsApartFromLengths() {
        assertChanges(
                List.of(
                        "WIDENED name varchar(10) -> varchar(40)",
                        "CHARSET name latin1 latin1_bin -> utf8mb4 utf8mb4_bin"),
                table().text("name", "varchar(10)", "latin1"),
                table().text("name", "varchar(40)", "utf8mb4"));
        assertChanges(
                List.of("WIDENED kind enum('a') -> enum('a','b')"),
                table().text("kind", "enum('a')", "utf8mb4"),
                table().text("kind", "enum('a','b')", "utf8mb4"));
    }

    @Test
    void tellsTheFewestColumnsThatMoved() {
        assertChanges(
                List.of("MOVED d  -> behind id"),
                table().column("a", "int").column("b", "int").column("c", "int").column("d", "int"),
                table().column("d", "int").column("a", "int").column("b", "int").column("c", "int"));
        assertChanges(
                List.of("DROPPED a int, null -> ", "MOVED b  -> behind c"),
                table().column("a", "int").column("b", "int").column("c", "int"),
                table().column("c", "int").column("b", "int"));
    }

    @Test
    void tellsWhatElseMayChange() {
        assertChanges(
                List.of("RECASED userID userId -> userID"),
                table().column("userId", "int"),
                table().column("userID", "int"));
        assertChanges(
                List.of("NULLABILITY n null -> not null"), table().column("n", "int"), table().required("n", "int"));
        assertChanges(
                List.of("GENERATED n stored -> generated"), table().column("n", "int"), table().generated("n", "int"));
        assertChanges(
                List.of("KEY  id -> id, n"),
                table().column("n", "int").key("id"),
                table().column("n", "int").key("id", "n"));
        assertChanges(
                List.of("DEFINITION   -> "), table().createTable("without index"), table().createTable("with index"));
        assertChanges(List.of(), table(), table());
    }

    @Test
    void tellsThatAColumnIsMaskedSince() {
        BackupTable users = table().text("email", "varchar(9)", "latin1");
        assertEquals(
                List.of(
                        "RETYPED email varchar(9) -> char(64)",
                        "CHARSET email latin1 latin1_bin -> ascii ascii_bin",
                        "MASKING  none -> email hash with key 00000000000000aa"),
                words(SchemaComparison.between(
                        users.schema(),
                        users.schema().masked(Map.of("email", Masking.How.HASH), Optional.of("00000000000000aa")))));
    }

    private static BackupTable table() {
        return BackupTable.of("pins_1", "t").required("id", "int");
    }

    private static void assertType(String kind, String before, String after) {
        assertChanges(
                List.of(kind + " c " + before + " -> " + after),
                table().column("c", before),
                table().column("c", after));
    }

    private static void assertChanges(List<String> expected, BackupTable before, BackupTable after) {
        assertEquals(expected, words(SchemaComparison.between(before.schema(), after.schema())));
    }

    private static List<String> words(List<ColumnChange> changes) {
        return changes.stream()
                .map(change -> change.kind() + " " + change.column().orElse("") + " "
                        + change.before().orElse("") + " -> " + change.after().orElse(""))
                .toList();
    }
}
