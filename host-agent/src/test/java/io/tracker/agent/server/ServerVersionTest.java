package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import org.junit.jupiter.api.Test;

final class ServerVersionTest {
    @Test
    void readsTheVersionsOfBothEngines() {
        assertEquals(new ServerVersion(8, 0, 33), ServerVersion.of("8.0.33-0ubuntu0.22.04.2"));
        assertEquals(new ServerVersion(10, 11, 6), ServerVersion.of("10.11.6-MariaDB-log"));
        assertEquals(new ServerVersion(10, 11, 6), ServerVersion.of("5.5.5-10.11.6-MariaDB"));
    }

    @Test
    void ordersByNumbersAndNotByText() {
        assertTrue(new ServerVersion(10, 2, 0).compareTo(new ServerVersion(9, 10, 0)) > 0);
        assertTrue(new ServerVersion(8, 0, 4).compareTo(new ServerVersion(8, 0, 30)) < 0);
    }

    @Test
    void refusesServersThatLackWhatIsReliedOn() {
        OperatorException refusal = assertThrows(OperatorException.class, () -> Dialect.of("5.7.44-log"));
        assertEquals("Server is too old: MySQL (got 5.7.44, expected 8.0.26 or newer)", refusal.getMessage());
        assertThrows(OperatorException.class, () -> Dialect.of("10.5.9-MariaDB"));
    }

    @Test
    void tellsTheEngines() {
        assertEquals("mysql", Dialect.of("9.7.4").engine());
        assertEquals("mariadb", Dialect.of("11.4.5-MariaDB-log").engine());
    }
}
