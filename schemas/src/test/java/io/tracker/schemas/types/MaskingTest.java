package io.tracker.schemas.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.types.Masking.How;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaskingTest {
    private static final Optional<String> KEY = Optional.of("00112233aabbccdd");
    private static final CapturedSchema USERS = CapturedSchema.of(
            "CREATE TABLE `users` (…)",
            List.of(
                    column("id", "int", "int(11)"),
                    column("state", "enum", "enum('','on')"),
                    column("born", "date", "date"),
                    column("phone", "varchar", "varchar(20)")),
            List.of("id"));

    private static CapturedColumn column(String name, String dataType, String columnType) {
        return new CapturedColumn(
                name, dataType, columnType, false, Optional.empty(), Optional.empty(), false, false, "");
    }

    @Test
    void aMaskedSchemaHasTheTypesOfWhatTheBackupHolds() {
        CapturedSchema masked = USERS.masked(Map.of("state", How.HASH, "born", How.NULL, "phone", How.EXCLUDED), KEY);
        assertEquals(
                List.of("id int(11) false", "state char(64) false", "born date true"),
                masked.columns().stream()
                        .map(one -> one.name() + " " + one.columnType() + " " + one.nullable())
                        .toList());
        assertEquals(MySqlType.TEXT, masked.columns().get(1).type().type());
        assertEquals(
                "enum('','on')", masked.masking().orElseThrow().columns().get(0).columnType());
        assertEquals(USERS.createTable(), masked.createTable(), "the server's own text stays");
        assertFalse(masked.columns().get(1).type().hasEmptyMember(), "a hash needs no index beside it");
    }

    @Test
    void maskingChangesTheHashOfTheSchemaEvenWhereNoTypeChanges() {
        CapturedSchema nullable = CapturedSchema.of(
                "x",
                List.of(new CapturedColumn(
                        "a", "int", "int(11)", true, Optional.empty(), Optional.empty(), false, false, "")),
                List.of());
        assertNotEquals(
                nullable.hash(),
                nullable.masked(Map.of("a", How.NULL), Optional.empty()).hash());
        assertEquals(nullable, nullable.masked(Map.of(), Optional.empty()));
    }

    @Test
    void refusesMasksOfTheKeyAndHashesWithoutAKey() {
        IllegalArgumentException key =
                assertThrows(IllegalArgumentException.class, () -> USERS.masked(Map.of("id", How.HASH), KEY));
        assertTrue(key.getMessage().startsWith("Masked column does not fit the schema"), key.getMessage());
        assertThrows(IllegalArgumentException.class, () -> USERS.masked(Map.of("born", How.HASH), Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> USERS.masked(Map.of("born", How.NULL), KEY));
    }
}
