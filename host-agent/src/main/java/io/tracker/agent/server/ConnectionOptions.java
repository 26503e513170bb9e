package io.tracker.agent.server;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How sessions of a run are opened.
 *
 * @param address the server
 * @param account who logs in
 * @param tls which encryption an address wants: a source may ask for more than loopback does
 * @param connectTimeout how long one attempt to connect may take
 * @param run the run's id: sessions carry it as a connection attribute, dump queries as a comment
 */
public record ConnectionOptions(
        ServerAddress address,
        Account account,
        Function<ServerAddress, TlsMode> tls,
        Duration connectTimeout,
        String run) {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public ConnectionOptions {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(tls, "tls");
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("Connect timeout is not positive: " + connectTimeout);
        }
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("Run id has characters other than A-Z a-z 0-9 . _ -: " + run);
        }
    }

    ConnectionOptions at(ServerAddress other) {
        return new ConnectionOptions(other, account, tls, connectTimeout, run);
    }
}
