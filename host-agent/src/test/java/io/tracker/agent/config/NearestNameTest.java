package io.tracker.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void findsWhatWasMeant() {
        assertEquals(Optional.of("backup"), NearestName.of("bakcup", List.of("list", "backup", "check")));
        assertEquals(Optional.of("mysql.host"), NearestName.of("mysql.hots", List.of("mysql.port", "mysql.host")));
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertEquals(Optional.empty(), NearestName.of("xyzzy", List.of("list", "backup")));
        assertEquals(Optional.empty(), NearestName.of("x", List.of()));
    }
}
