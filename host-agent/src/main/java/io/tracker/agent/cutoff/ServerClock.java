package io.tracker.agent.cutoff;

import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.math.BigDecimal;
import java.time.Instant;

/** Times of a server. */
final class ServerClock {
    private ServerClock() {}

    /** The server's clock. {@code SYSDATE}, unlike {@code NOW}, is not moved by SET TIMESTAMP. */
    static Instant now(ServerSession session) throws ServerException {
        return instant(session.value("SELECT UNIX_TIMESTAMP(SYSDATE(6))"));
    }

    /** A number of seconds since 1970, as a server prints it. */
    static Instant instant(String seconds) {
        BigDecimal number = new BigDecimal(seconds);
        long whole = number.longValue();
        return Instant.ofEpochSecond(
                whole,
                number.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }
}
