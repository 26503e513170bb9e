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
    private static final Pattern LOCAL =
            Pattern.compile("^GRANT (.+?) ON (?:TABLE )?(`(?:[^`]|``)*`\\.\\S+) TO .*", Pattern.DOTALL);

    /** Rights to write, to administer, or to become somebody else. Both engines' names; a test account has none of them. */
    private static final Set<String> HARMFUL = Set.of(
            "SUPER",
            "FILE",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "ALTER",
            "INDEX",
            "REFERENCES",
            "CREATE VIEW",
            "CREATE ROUTINE",
            "ALTER ROUTINE",
            "CREATE TABLESPACE",
            "SHUTDOWN",
            "RELOAD",
            "CREATE USER",
            "CREATE ROLE",
            "DROP ROLE",
            "GRANT OPTION",
            "DELETE HISTORY",
            "DELETE VERSIONING ROWS",
            // MySQL's dynamic ones
            "SYSTEM_VARIABLES_ADMIN",
            "PERSIST_RO_VARIABLES_ADMIN",
            "BINLOG_ADMIN",
            "CONNECTION_ADMIN",
            "ROLE_ADMIN",
            "SYSTEM_USER",
            "SET_USER_ID",
            "SET_ANY_DEFINER",
            "REPLICATION_APPLIER",
            "CLONE_ADMIN",
            "ALLOW_NONEXISTENT_DEFINER",
            // MariaDB's
            "READ_ONLY ADMIN",
            "CONNECTION ADMIN",
            "SET USER",
            "BINLOG REPLAY",
            "FEDERATED ADMIN",
            "REPLICATION MASTER ADMIN");

    private static final String ALL = "ALL PRIVILEGES";

    private final Set<String> global = new HashSet<>();
    private final Set<String> harmful = new TreeSet<>();
    private final List<Revoke> revokes = new ArrayList<>();

    private record Revoke(Set<String> privileges, String schema) {}

    private Grants() {}

    static Grants of(List<String> lines) {
        Grants grants = new Grants();
        for (String line : lines) {
            Matcher global = GLOBAL.matcher(line);
            Matcher revoked = REVOKED.matcher(line);
            Matcher local = LOCAL.matcher(line);
            if (global.matches()) {
                grants.global.addAll(names(global.group(1)));
                grants.addHarmful(names(global.group(1)), "");
            } else if (revoked.matches()) {
                grants.revokes.add(new Revoke(names(revoked.group(1)), revoked.group(2)));
            } else if (local.matches()) {
                grants.addHarmful(names(local.group(1)), " ON " + local.group(2));
            }
            if (line.endsWith(" WITH GRANT OPTION")) {
                grants.harmful.add("GRANT OPTION");
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

    /** Rights that the agent never uses and that could do harm, on everything or on something, sorted. */
    List<String> excess() {
        return List.copyOf(harmful);
    }

    private void addHarmful(Set<String> privileges, String where) {
        for (String privilege : privileges) {
            // a right on columns is named with them
            String name = privilege.replaceFirst(" *\\(.*", "");
            if (name.equals(ALL) || HARMFUL.contains(name)) {
                harmful.add(name + where);
            }
        }
    }

    private static Set<String> names(String list) {
        Set<String> names = new HashSet<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip().toUpperCase(Locale.ROOT));
        }
        return names;
    }
}
