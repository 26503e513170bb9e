package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyConditionTest {
    private static final List<String> KEY = List.of("`a`", "`b`", "`c`");

    @Test
    void comparesASingleColumnPlainly() {
        assertEquals("`a` >= 5", KeyCondition.from(List.of("`a`"), bound("5")));
        assertEquals("`a` < 5", KeyCondition.before(List.of("`a`"), bound("5")));
        assertEquals("`a` > 5", KeyCondition.after(List.of("`a`"), bound("5")));
    }

    @Test
    void expandsACompositeKeyColumnByColumn() {
        assertEquals(
                "(`a` > 1 OR (`a` = 1 AND (`b` > 2 OR (`b` = 2 AND `c` >= 3))))",
                KeyCondition.from(KEY, bound("1", "2", "3")));
        assertEquals(
                "(`a` < 1 OR (`a` = 1 AND (`b` < 2 OR (`b` = 2 AND `c` < 3))))",
                KeyCondition.before(KEY, bound("1", "2", "3")));
    }

    @Test
    void takesABoundOfLeadingColumnsOnly() {
        assertEquals("(`a` > 1 OR (`a` = 1 AND `b` > 2))", KeyCondition.after(KEY, bound("1", "2")));
    }

    @Test
    void refusesABoundWithMoreValuesThanTheKey() {
        assertThrows(IllegalArgumentException.class, () -> KeyCondition.after(List.of("`a`"), bound("1", "2")));
    }

    private static KeyBound bound(String... literals) {
        return new KeyBound(List.of(literals));
    }
}
