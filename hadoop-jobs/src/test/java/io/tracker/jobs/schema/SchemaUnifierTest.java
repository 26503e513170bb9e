package io.tracker.jobs.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.Masking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SchemaUnifierTest {
    @Test
    void leavesASingleSchemaAsItIs() throws Exception {
        BackupTable table = BackupTable.of("pins_1", "boards")
                .required("id", "bigint(20)")
                .text("name", "varchar(20)", "latin1")
                .generated("twice", "bigint(21)")
                .createTable("CREATE TABLE `boards` (…)");
        TableSchema unified = SchemaUnifier.unify(List.of(table.source()));
        assertEquals(
                table.schema().columns(),
                unified.columns().stream().map(UnifiedColumn::column).toList());
        assertEquals(Optional.of("CREATE TABLE `boards` (…)"), unified.createTable());
        assertEquals("pins.boards", unified.dataset() + "." + unified.table());
    }

    @Test
    void makesAnAddedColumnNullableBehindTheOneThatItFollows() throws Exception {
        SourceSchema old = BackupTable.of("pins_1", "t")
                .required("id", "int")
                .required("last", "int")
                .source();
        SourceSchema added = BackupTable.of("pins_2", "t")
                .required("id", "int")
                .required("new", "int")
                .required("last", "int")
                .source();
        TableSchema unified = SchemaUnifier.unify(List.of(old, added));
        assertEquals(
                List.of("id", "new", "last"),
                unified.columns().stream().map(UnifiedColumn::name).toList());
        assertEquals(
                List.of(false, true, false),
                unified.columns().stream()
                        .map(column -> column.column().nullable())
                        .toList());
        assertEquals(Optional.empty(), unified.columns().get(1).origins().get(0));
        assertEquals(1, unified.columns().get(1).origins().get(1).orElseThrow().field());
        assertEquals(2, unified.columns().get(2).origins().get(1).orElseThrow().field());
        assertEquals(Optional.empty(), unified.createTable(), "no shard declares the column nullable");
    }

    @Test
    void takesTheStatementOfTheShardThatDeclaresAllOfIt() throws Exception {
        SourceSchema old = BackupTable.of("pins_1", "t").required("id", "int").source();
        SourceSchema added = BackupTable.of("pins_2", "t")
                .required("id", "int")
                .column("new", "int")
                .createTable("the new one")
                .source();
        assertEquals(
                Optional.of("the new one"),
                SchemaUnifier.unify(List.of(old, added)).createTable());
    }

    @Test
    void findsColumnsWithoutRegardToCase() throws Exception {
        SourceSchema one =
                BackupTable.of("pins_1", "t").required("userId", "int").source();
        SourceSchema other =
                BackupTable.of("pins_2", "t").required("userid", "bigint").source();
        TableSchema unified = SchemaUnifier.unify(List.of(one, other));
        assertEquals(1, unified.columns().size());
        assertEquals("userId", unified.columns().get(0).name());
        assertEquals("bigint", unified.columns().get(0).column().columnType());
    }

    @Test
    void knowsWhereAnEnumsErrorValueIsTold() throws Exception {
        SourceSchema source = BackupTable.of("pins_1", "t")
                .text("e", "enum('','a')", "utf8mb4")
                .column("i", "int")
                .source();
        TableSchema unified = SchemaUnifier.unify(List.of(source));
        assertEquals(
                OptionalInt.of(1),
                unified.columns().get(0).origins().get(0).orElseThrow().enumIndexField());
        assertEquals(2, unified.columns().get(1).origins().get(0).orElseThrow().field());
    }

    @Test
    void widensNumbers() throws Exception {
        assertWidens("bigint", "int(11)", "bigint");
        assertWidens("int", "int(11)", "int");
        assertWidens("smallint unsigned", "tinyint unsigned", "smallint unsigned");
        assertWidens("bigint", "int unsigned", "int");
        assertWidens("smallint", "tinyint unsigned", "tinyint");
        assertWidens("int", "tinyint unsigned", "int");
        assertWidens("decimal(20,0)", "bigint unsigned", "tinyint");
        assertWidens("decimal(20,0)", "bigint unsigned", "tinyint", "int");
        assertWidens("decimal(14,4)", "decimal(10,4)", "decimal(12,2)");
        assertWidens("decimal(12,2)", "int", "decimal(5,2)");
        assertWidens("double", "float", "double(10,2)");
        assertWidens("float", "float(7,3)", "float");
        assertWidens("bit(9)", "bit(1)", "bit(9)");
    }

    @Test
    void widensTimesWithinTheirKind() throws Exception {
        assertWidens("datetime(6)", "datetime", "datetime(6)");
        assertWidens("timestamp(3)", "timestamp(3)", "timestamp");
        assertWidens("time(2)", "time", "time(2)");
        assertWidens("year", "year", "year(4)");
    }

    @Test
    void widensBytes() throws Exception {
        assertWidens("varbinary(16)", "binary(8)", "binary(16)");
        assertWidens("blob", "varbinary(1000)", "tinyblob");
        assertWidens("longblob", "longblob", "blob");
        assertWidens("geometry", "point", "polygon");
    }

    @Test
    void widensText() throws Exception {
        assertText("varchar(40)", "utf8mb4", "varchar(20)", "utf8mb4", "varchar(40)", "utf8mb4");
        assertText("char(4)", "latin1", "char(4)", "latin1", "char(2)", "latin1");
        assertText("varchar(40)", "utf8mb4", "char(20)", "latin1", "varchar(40)", "utf8mb4");
        assertText("longtext", "utf8mb4", "text", "utf8mb4", "longtext", "utf8mb4");
        assertText("mediumtext", "utf8mb4", "text", "latin1", "text", "utf8mb4");
        assertText("enum('a','b','c')", "utf8mb4", "enum('a','b')", "utf8mb4", "enum('a','b','c')", "utf8mb4");
        assertText("text", "utf8mb4", "enum('a','b')", "utf8mb4", "enum('b','a')", "utf8mb4");
        assertText("text", "utf8mb4", "enum('a')", "utf8mb4", "varchar(10)", "utf8mb4");
    }

    @Test
    void namesShardsAndColumnsThatCannotBeUnified() {
        SourceSchema one = BackupTable.of("pins_1", "t")
                .required("id", "int")
                .column("price", "decimal(60,0)")
                .column("at", "datetime")
                .source();
        SourceSchema other = BackupTable.of("pins_2", "t")
                .required("id", "int")
                .column("price", "decimal(60,30)")
                .column("at", "timestamp")
                .source();
        SchemasDifferException e =
                assertThrows(SchemasDifferException.class, () -> SchemaUnifier.unify(List.of(one, other)));
        assertEquals(
                "Schemas of the shards of t cannot be unified: column price is decimal(60,0) in rs1.pins_1,"
                        + " decimal(60,30) in rs1.pins_2; column at is datetime in rs1.pins_1, timestamp in rs1.pins_2;"
                        + " HINT: finish the migration on all shards, or convert the shards apart",
                e.getMessage());
    }

    @Test
    void refusesToMixHashesWithValuesOrOfTwoKeys() {
        BackupTable users =
                BackupTable.of("pins_1", "users").required("id", "int").text("email", "varchar(9)", "latin1");
        SourceSchema plain = users.source();
        SchemasDifferException mixed = assertThrows(
                SchemasDifferException.class,
                () -> SchemaUnifier.unify(List.of(plain, hashed(users, "00000000000000aa"))));
        assertTrue(
                mixed.getMessage()
                        .contains("column email is not hashed in rs1.pins_1, hashed with key 00000000000000aa in"),
                mixed.getMessage());
        assertThrows(
                SchemasDifferException.class,
                () -> SchemaUnifier.unify(
                        List.of(hashed(users, "00000000000000aa"), hashed(users, "00000000000000bb"))));
    }

    private static SourceSchema hashed(BackupTable table, String key) {
        return new SourceSchema(
                table.schema().masked(Map.of("email", Masking.How.HASH), Optional.of(key)),
                table.source().tables());
    }

    @Test
    void refusesToMixKinds() {
        assertRefuses("int", "varchar(10)");
        assertRefuses("float", "int");
        assertRefuses("date", "datetime");
        assertRefuses("blob", "text");
        assertRefuses("bit(8)", "tinyint");
        assertRefuses("uuid", "inet6");
        assertRefuses("vector(3)", "vector(4)");
        assertRefuses("year", "smallint");
    }

    private static void assertWidens(String expected, String... types) throws Exception {
        for (boolean reversed : List.of(false, true)) {
            List<SourceSchema> sources = new java.util.ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                String type = types[reversed ? types.length - 1 - i : i];
                sources.add(BackupTable.of("pins_" + i, "t").column("c", type).source());
            }
            CapturedColumn column =
                    SchemaUnifier.unify(sources).columns().get(0).column();
            if (column.columnType().equals(types[reversed ? types.length - 1 : 0])
                    && column.type().equals(types(expected))) {
                continue;
            }
            assertEquals(expected, column.columnType(), List.of(types) + (reversed ? " reversed" : ""));
            assertTrue(expected.startsWith(column.dataType()), column.dataType());
        }
    }

    private static io.tracker.schemas.types.ColumnType types(String type) {
        return BackupTable.of("x", "t")
                .column("c", type)
                .schema()
                .columns()
                .get(0)
                .type();
    }

    private static void assertText(
            String expected, String expectedCharset, String one, String charset, String other, String otherCharset)
            throws Exception {
        for (boolean reversed : List.of(false, true)) {
            SourceSchema a =
                    BackupTable.of("pins_1", "t").text("c", one, charset).source();
            SourceSchema b =
                    BackupTable.of("pins_2", "t").text("c", other, otherCharset).source();
            CapturedColumn column = SchemaUnifier.unify(reversed ? List.of(b, a) : List.of(a, b))
                    .columns()
                    .get(0)
                    .column();
            assertEquals(expected, column.columnType());
            assertEquals(Optional.of(expectedCharset), column.charset());
            assertEquals(Optional.of(expectedCharset + "_bin"), column.collation());
        }
    }

    private static void assertRefuses(String one, String other) {
        List<SourceSchema> sources = List.of(
                BackupTable.of("pins_1", "t").column("c", one).source(),
                BackupTable.of("pins_2", "t").column("c", other).source());
        assertThrows(SchemasDifferException.class, () -> SchemaUnifier.unify(sources), one + " with " + other);
    }
}
