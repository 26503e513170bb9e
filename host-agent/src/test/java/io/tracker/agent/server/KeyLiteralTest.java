package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.schemas.types.CapturedColumn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyLiteralTest {
    @Test
    void writesNumbersAsTheyCame() {
        assertEquals(
                "18446744073709551615",
                KeyLiteral.of(column("bigint", "bigint(20) unsigned"), ascii("18446744073709551615")));
        assertEquals("-7", KeyLiteral.of(column("int", "int(11)"), ascii("-7")));
        assertEquals("-12.50", KeyLiteral.of(column("decimal", "decimal(10,2)"), ascii("-12.50")));
    }

    @Test
    void writesBytesInHexadecimal() {
        assertEquals("X'00ff27'", KeyLiteral.of(column("varbinary", "varbinary(9)"), new byte[] {0, -1, 0x27}));
        assertEquals("X''", KeyLiteral.of(column("varbinary", "varbinary(9)"), new byte[0]));
    }

    @Test
    void writesTextAsTheBytesOfItsOwnCharsetWithItsCollation() {
        CapturedColumn latin1 = text("latin1", "latin1_german1_ci");
        assertEquals("_latin1 X'e9' COLLATE latin1_german1_ci", KeyLiteral.of(latin1, new byte[] {(byte) 0xe9}));
    }

    @Test
    void writesTimesAsQuotedText() {
        assertEquals("'-838:59:59.000000'", KeyLiteral.of(column("time", "time(6)"), ascii("-838:59:59.000000")));
        assertEquals(
                "'0000-00-00 00:00:00'", KeyLiteral.of(column("datetime", "datetime"), ascii("0000-00-00 00:00:00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1' OR '1'='1", "1;DROP", "", "1 ", "0x1"})
    void refusesNumbersThatAreNone(String value) {
        assertThrows(IllegalArgumentException.class, () -> KeyLiteral.of(column("int", "int(11)"), ascii(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01' --", "'", "x"})
    void refusesTimesThatAreNone(String value) {
        assertThrows(IllegalArgumentException.class, () -> KeyLiteral.of(column("date", "date"), ascii(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "double", "enum", "set", "bit", "json"})
    void doesNotBoundChunksByTypesWhoseTextIsNotTheirOrder(String type) {
        CapturedColumn column = column(type, type.equals("enum") || type.equals("set") ? type + "('a')" : type);
        assertFalse(KeyLiteral.writes(column));
        assertThrows(IllegalArgumentException.class, () -> KeyLiteral.of(column, ascii("1")));
    }

    @Test
    void doesNotTrustACharsetNameThatIsNoName() {
        assertTrue(KeyLiteral.writes(text("utf8mb4", "utf8mb4_0900_ai_ci")));
        assertFalse(KeyLiteral.writes(text("utf8mb4", "x' OR 1")));
    }

    private static CapturedColumn text(String charset, String collation) {
        return new CapturedColumn(
                "k", "varchar", "varchar(9)", false, Optional.of(charset), Optional.of(collation), false, false, "");
    }

    private static CapturedColumn column(String dataType, String columnType) {
        return new CapturedColumn(
                "k", dataType, columnType, false, Optional.empty(), Optional.empty(), false, false, "");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
