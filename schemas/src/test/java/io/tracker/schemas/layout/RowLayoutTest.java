package io.tracker.schemas.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RowLayoutTest {
    private static CapturedColumn column(String name, String dataType, String columnType) {
        return new CapturedColumn(
                name, dataType, columnType, true, Optional.of("latin1"), Optional.of("latin1_bin"), false, false, "");
    }

    private static List<String> names(CapturedColumn... columns) {
        return RowLayout.of(CapturedSchema.of("x", List.of(columns), List.of())).fields().stream()
                .map(BackupField::name)
                .toList();
    }

    @Test
    void makesNamesValidAndUniqueWithoutRegardToCase() {
        List<String> names = names(Stream.of("a", "A", "1st", "a b", "a-b", "order", "ж", "", "a_2")
                .map(name -> column(name.isEmpty() ? "😀" : name, "int", "int"))
                .toArray(CapturedColumn[]::new));
        assertEquals(List.of("a", "A_2", "_1st", "a_b", "a_b_2", "order", "_", "__", "a_2_2"), names);
    }

    @Test
    void tellsTheErrorValueOfAnEnumApartOnlyWhereItsTextDoesNot() {
        assertEquals(
                List.of("k", "k_index", "l"),
                names(column("k", "enum", "enum('','a')"), column("l", "enum", "enum('a')")));
    }

    @Test
    void carriesTrueNamesTypesAndCharsets() {
        CapturedSchema captured = CapturedSchema.of("x", List.of(column("na me", "varchar", "varchar(5)")), List.of());
        Schema schema = RowLayout.of(captured).avroSchema(new TableRef("r", "s", "d", "1 t"), captured);
        assertEquals("_1_t", schema.getName());
        Schema.Field field = schema.getFields().get(0);
        assertEquals("na me", field.getProp(RowLayout.COLUMN_PROPERTY));
        assertEquals("varchar(5)", field.getProp(RowLayout.TYPE_PROPERTY));
        assertEquals("latin1", field.getProp(RowLayout.CHARSET_PROPERTY));
        assertEquals(Schema.Type.UNION, field.schema().getType());
    }

    @Test
    void refusesFieldsOfOneName() {
        BackupField field = new BackupField("a", "a", BackupField.Part.VALUE, false);
        BackupField again = new BackupField("A", "b", BackupField.Part.VALUE, false);
        assertThrows(IllegalArgumentException.class, () -> new RowLayout(List.of(field, again)));
        assertThrows(IllegalArgumentException.class, () -> new RowLayout(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new BackupField("1a", "a", BackupField.Part.VALUE, false));
    }
}
