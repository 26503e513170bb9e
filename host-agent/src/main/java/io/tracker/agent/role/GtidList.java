package io.tracker.agent.role;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A MariaDB position: for each domain the last transaction in it, {@code domain-server-sequence}.
 *
 * @param last the last GTID of each domain
 */
public record GtidList(Map<Long, Gtid> last) {
    private static final Pattern GTID = Pattern.compile("([0-9]+)-([0-9]+)-([0-9]+)");

    /**
     * A transaction in a domain.
     *
     * @param server the server that committed it first
     * @param sequence its number in the domain; unsigned
     */
    public record Gtid(long server, long sequence) {}

    public GtidList {
        last = Collections.unmodifiableMap(new TreeMap<>(last));
    }

    /**
     * Reads a list; of a domain that comes more than once, the highest sequence counts.
     *
     * @throws IllegalArgumentException if it is no list of GTIDs
     */
    public static GtidList of(String text) {
        Map<Long, Gtid> last = new TreeMap<>();
        for (String part : text.strip().split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Matcher matcher = GTID.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("Not a MariaDB GTID: " + part);
            }
            last.merge(
                    Long.valueOf(matcher.group(1)),
                    new Gtid(Long.parseLong(matcher.group(2)), Long.parseUnsignedLong(matcher.group(3))),
                    (one, other) -> Long.compareUnsigned(one.sequence(), other.sequence()) >= 0 ? one : other);
        }
        return new GtidList(last);
    }

    /** Whether every domain of the other list stands here at least as far. */
    public boolean covers(GtidList other) {
        return other.last.entrySet().stream()
                .allMatch(entry -> reaches(entry.getKey(), entry.getValue().sequence()));
    }

    /** Whether a domain stands here at a sequence or behind it. */
    boolean reaches(long domain, long sequence) {
        Gtid mine = last.get(domain);
        return mine != null && Long.compareUnsigned(mine.sequence(), sequence) >= 0;
    }

    /** As the server writes it. */
    @Override
    public String toString() {
        return last.entrySet().stream()
                .map(entry -> entry.getKey() + "-" + entry.getValue().server() + "-"
                        + Long.toUnsignedString(entry.getValue().sequence()))
                .collect(Collectors.joining(","));
    }
}
