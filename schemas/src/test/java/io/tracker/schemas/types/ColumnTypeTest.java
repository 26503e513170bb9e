package io.tracker.schemas.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnTypeTest {
    private static ColumnType type(String dataType, String columnType) {
        return new CapturedColumn("c", dataType, columnType, true, Optional.empty(), Optional.empty(), false, false, "")
                .type();
    }

    @Test
    void readsUnsignedAndZerofill() {
        assertTrue(type("bigint", "bigint(20) unsigned").unsigned());
        assertTrue(type("int", "int(5) unsigned zerofill").unsigned());
        assertFalse(type("int", "int").unsigned());
    }

    @Test
    void readsPrecisionScaleBitsAndFractions() {
        assertEquals(65, type("decimal", "decimal(65,30)").precision());
        assertEquals(30, type("decimal", "decimal(65,30)").scale());
        assertEquals(0, type("decimal", "decimal(5)").scale());
        assertEquals(64, type("bit", "bit(64)").bits());
        assertEquals(6, type("datetime", "datetime(6)").fractionalDigits());
        assertEquals(0, type("datetime", "datetime").fractionalDigits());
        assertEquals(3, type("float", "float(7,3)").scale());
    }

    @Test
    void readsMembersWithQuotesCommasAndParentheses() {
        assertEquals(
                List.of("a", "b'c", "d,e", ")", ""),
                type("enum", "enum('a','b''c','d,e',')','')").members());
        assertTrue(type("enum", "enum('a','')").hasEmptyMember());
        assertFalse(type("enum", "enum('a',' ')").hasEmptyMember());
        assertTrue(type("set", "set('a','')").hasEmptyMember());
        assertFalse(type("set", "set('a,','b')").hasEmptyMember());
    }

    @Test
    void doesNotTakeMembersForOptions() {
        ColumnType type = type("enum", "enum(' unsigned')");
        assertFalse(type.unsigned());
        assertEquals(List.of(), type.arguments());
    }

    @Test
    void refusesAListThatIsNotClosed() {
        assertThrows(IllegalArgumentException.class, () -> type("enum", "enum('a"));
    }

    @Test
    void takesUnknownTypesAsBytes() {
        assertEquals(MySqlType.OTHER_BINARY, type("vector", "vector(3)").type());
        assertEquals(MySqlType.OTHER_TEXT, type("inet6", "inet6").type());
    }
}
