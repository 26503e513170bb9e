package io.tracker.schemas.manifest;

import java.util.Objects;
import java.util.Optional;

/**
 * Where in replication a snapshot stands: everything that it names, and nothing else, has been applied.
 *
 * @param gtid the executed GTID set (MySQL) or the GTID list over all domains (MariaDB)
 * @param file for people: the source's binary log file that was applied last, where the server tells
 * @param offset for people: the offset in it
 */
public record Position(String gtid, Optional<String> file, Optional<Long> offset) {
    public Position {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(offset, "offset");
        if (gtid.isBlank()) {
            throw new IllegalArgumentException("A position without GTIDs proves nothing");
        }
    }
}
