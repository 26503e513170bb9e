package io.tracker.schemas.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapturedSchemaTest {
    private static final CapturedColumn ID =
            new CapturedColumn("id", "int", "int(11)", false, Optional.empty(), Optional.empty(), false, false, "");

    private static String hash(String createTable) {
        return CapturedSchema.of(createTable, List.of(ID), List.of("id")).hash();
    }

    @Test
    void doesNotChangeWithTheAutoIncrementCounter() {
        assertEquals(
                hash("CREATE TABLE `t` (\n  `id` int(11)\n) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4"),
                hash("CREATE TABLE `t` (\n  `id` int(11)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"));
    }

    @Test
    void changesWithAnythingElse() {
        String table = "CREATE TABLE `t` (\n  `id` int(11) COMMENT ' AUTO_INCREMENT=5'\n) ENGINE=InnoDB";
        assertNotEquals(hash(table), hash(table.replace("=5", "=6")));
        CapturedColumn nullable =
                new CapturedColumn("id", "int", "int(11)", true, Optional.empty(), Optional.empty(), false, false, "");
        assertNotEquals(
                hash(table),
                CapturedSchema.of(table, List.of(nullable), List.of("id")).hash());
        assertNotEquals(
                hash(table), CapturedSchema.of(table, List.of(ID), List.of()).hash());
    }

    @Test
    void refusesAHashThatIsNotItsOwn() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new CapturedSchema("x", List.of(ID), List.of(), Optional.empty(), "00"));
        assertEquals(true, e.getMessage().startsWith("Schema hash differs (got 00, expected "), e.getMessage());
    }

    @Test
    void refusesAKeyOfUnknownColumnsAndColumnsGivenTwice() {
        assertThrows(IllegalArgumentException.class, () -> CapturedSchema.of("x", List.of(ID), List.of("no")));
        assertThrows(IllegalArgumentException.class, () -> CapturedSchema.of("x", List.of(ID, ID), List.of()));
        assertThrows(IllegalArgumentException.class, () -> CapturedSchema.of("x", List.of(), List.of()));
    }
}
