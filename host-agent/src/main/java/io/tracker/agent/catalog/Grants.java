package io.tracker.agent.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer of SHOW GRANTS, taken apart. The rights of several lines, as of active roles, add up; REVOKE lines take away. */
final class Grants {
    private static final Pattern GLOBAL = Pattern.compile("^GRANT (.+?) ON \\*\\.\\* TO .*", Pattern.DOTALL);
    private static final Pattern REVOKED =
            Pattern.compile("^REVOKE (.+?) ON (`(?:[^`]|``)*`)\\.\\* FROM .*", Pattern.DOTALL);
    private static final Set<String> DANGEROUS =
            Set.of("SUPER", "FILE", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "SHUTDOWN", "CREATE USER");
    private static final String ALL = "ALL PRIVILEGES";

    private final Set<String> global = new HashSet<>();
    private final List<Revoke> revokes = new ArrayList<>();

    private record Revoke(Set<String> privileges, String schema) {}

    private Grants() {}

    static Grants of(List<String> lines) {
        Grants grants = new Grants();
        for (String line : lines) {
            Matcher global = GLOBAL.matcher(line);
            Matcher revoked = REVOKED.matcher(line);
            if (global.matches()) {
                grants.global.addAll(names(global.group(1)));
            } else if (revoked.matches()) {
                grants.revokes.add(new Revoke(names(revoked.group(1)), revoked.group(2)));
            }
        }
        return grants;
    }

    /** Whether the right is granted on everything. */
    boolean global(String privilege) {
        if (global.contains(ALL) || global.contains(privilege)) {
            return true;
        }
        return switch (privilege) {
            // the names of older servers
            case "REPLICATION_SLAVE_ADMIN" -> global.contains("SUPER");
            case "BINLOG MONITOR" -> global.contains("REPLICATION CLIENT");
            case "SLAVE MONITOR" -> global.contains("REPLICA MONITOR");
            case "REPLICATION SLAVE ADMIN" -> global.contains("REPLICATION REPLICA ADMIN");
            default -> false;
        };
    }

    /** Schemas, quoted, that a partial revoke takes out of a global right. */
    List<String> revokedSchemas(String privilege) {
        return revokes.stream()
                .filter(revoke -> revoke.privileges().contains(privilege)
                        || revoke.privileges().contains(ALL))
                .map(Revoke::schema)
                .toList();
    }

    /** Rights that the agent never uses and that could do harm, sorted. */
    List<String> excess() {
        Set<String> excess = new TreeSet<>(global);
        excess.retainAll(DANGEROUS);
        return global.contains(ALL) ? List.of(ALL) : List.copyOf(excess);
    }

    private static Set<String> names(String list) {
        Set<String> names = new HashSet<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip().toUpperCase(Locale.ROOT));
        }
        return names;
    }
}
