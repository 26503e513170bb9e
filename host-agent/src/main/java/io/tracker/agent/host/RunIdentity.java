package io.tracker.agent.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Who runs.
 *
 * @param run the run's id: its begin in UTC and a random part; never used again
 * @param host this host's name
 * @param agentVersion version of tracker-agent
 */
public record RunIdentity(String run, String host, String agentVersion) {
    private static final DateTimeFormatter BEGIN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 4;

    /** An identity of a new run. */
    public static RunIdentity begin(Clock clock) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String run = BEGIN.format(clock.instant()) + "-" + HexFormat.of().formatHex(random);
        return new RunIdentity(run, hostName(), version());
    }

    /** The version of this build. */
    public static String version() {
        return Optional.ofNullable(RunIdentity.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
