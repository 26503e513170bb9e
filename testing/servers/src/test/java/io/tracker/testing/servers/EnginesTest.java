package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EnginesTest {
    @Test
    void readsAListOfEngines() {
        assertEquals(List.of(Engine.MYSQL, Engine.MARIADB), Engines.parse(" mysql, mariadb,mysql,"));
    }

    @Test
    void takesMySql80ForMySql() {
        assertEquals(List.of(Engine.MYSQL), Engines.parse("mysql80"));
    }

    @Test
    void refusesAnUnknownEngineAndAnEmptyList() {
        String unknown = assertThrows(IllegalArgumentException.class, () -> Engines.parse("oracle"))
                .getMessage();
        assertEquals("Engine is unknown: got oracle, expected one of mariadb, mysql", unknown);
        assertThrows(IllegalArgumentException.class, () -> Engines.parse(" , "));
    }

    @Test
    void theReasonOfAMissingServerReachesWhoeverAsked() {
        ServerSearch search = new ServerSearch.Missing("nobody sells it");
        Exception refusal = assertThrows(Exception.class, () -> search.orElseThrow(Exception::new));
        assertEquals("nobody sells it", refusal.getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ServerSearch.Missing(" "))
                .getMessage()
                .contains("blank"));
    }
}
