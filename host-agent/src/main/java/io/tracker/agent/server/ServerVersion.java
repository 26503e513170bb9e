package io.tracker.agent.server;

import io.tracker.agent.failure.OperatorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The three numbers of a server's version.
 *
 * @param major as 8 of 8.0.33
 * @param minor as 0 of 8.0.33
 * @param patch as 33 of 8.0.33
 */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {
    /** An old MariaDB puts 5.5.5- before its version for the sake of old replicas. */
    private static final Pattern NUMBERS = Pattern.compile("^(?:5\\.5\\.5-)?([0-9]+)\\.([0-9]+)\\.([0-9]+)");

    static ServerVersion of(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Server version has no numbers: " + text);
        }
        return new ServerVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    void requireAtLeast(ServerVersion oldest, String engine) {
        if (compareTo(oldest) < 0) {
            throw new OperatorException(
                    "Server is too old: " + engine + " (got " + this + ", expected " + oldest + " or newer)",
                    "run the agent on a replica of a newer version");
        }
    }

    @Override
    public int compareTo(ServerVersion other) {
        int order = Integer.compare(major, other.major);
        order = order != 0 ? order : Integer.compare(minor, other.minor);
        return order != 0 ? order : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
