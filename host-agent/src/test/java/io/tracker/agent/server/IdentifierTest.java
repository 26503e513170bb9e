package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class IdentifierTest {
    @Test
    void doublesBackticksSoThatNothingLeavesTheQuotes() {
        assertEquals("`a``b`", Identifier.quote("a`b"));
        assertEquals("`````; DROP TABLE t; --`", Identifier.quote("``; DROP TABLE t; --"));
    }

    @Test
    void leavesEverythingElseAsItIs() {
        assertEquals("`../../etc/passwd`", Identifier.quote("../../etc/passwd"));
        assertEquals("`a'b\"c\\d\n`", Identifier.quote("a'b\"c\\d\n"));
    }

    @Test
    void refusesWhatNoServerAllows() {
        assertThrows(IllegalArgumentException.class, () -> Identifier.quote(""));
        assertThrows(IllegalArgumentException.class, () -> Identifier.quote("a\0b"));
    }
}
