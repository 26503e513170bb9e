package io.tracker.agent.cutoff;

import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges a time that the root wrote into what is applied here: it must be past the cutoff, and not ahead of this server's clock by more
 * than clocks of one fleet differ. Local time taken for UTC is a quarter of an hour ahead, or more.
 */
final class AppliedTime {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Instant cutoff;
    private final Instant now;

    AppliedTime(Instant cutoff, ServerSession session) throws ServerException {
        this.cutoff = cutoff;
        this.now = ServerClock.now(session);
    }

    /** Why a time proves nothing; empty if it is past the cutoff. */
    Optional<String> fault(Instant time) {
        if (time.isBefore(cutoff)) {
            return Optional.of(time + " is before the cutoff " + cutoff);
        }
        if (time.isAfter(now.plus(CLOCKS_DIFFER))) {
            return Optional.of(time + " lies ahead of this server's clock " + now
                    + ": the writer's clock is wrong, or it does not write UTC");
        }
        return Optional.empty();
    }
}
