package io.tracker.agent.cutoff;

import io.tracker.agent.server.ServerAddress;
import java.time.Instant;
import java.util.Objects;

/**
 * What a root said after the cutoff.
 *
 * @param address the root
 * @param uuid what tells it from all others
 * @param clock its clock, read before its GTIDs
 * @param gtids everything that it had executed
 */
record RootState(ServerAddress address, String uuid, Instant clock, String gtids) {
    RootState {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(clock, "clock");
        if (gtids.isBlank()) {
            throw new IllegalArgumentException("Root has executed nothing: " + address);
        }
    }
}
