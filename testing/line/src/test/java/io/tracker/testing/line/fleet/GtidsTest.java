package io.tracker.testing.line.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.servers.Engine;
import org.junit.jupiter.api.Test;

class GtidsTest {
    @Test
    void countsTheTransactionsOfAllServersOfASet() {
        assertEquals(5 + 1 + 2, Gtids.transactions(Engine.MYSQL, "9e19-a:1-5:7,\n9e19-b:3-4"));
    }

    @Test
    void countsTheTransactionsOfADomainWhoeverWroteTheLast() {
        assertEquals(57, Gtids.transactions(Engine.MARIADB, "0-102-57"));
    }
}
