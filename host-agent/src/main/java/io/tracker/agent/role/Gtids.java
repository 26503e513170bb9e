package io.tracker.agent.role;

import io.tracker.agent.server.Literal;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What servers have executed, compared. The sets of MySQL are compared by MySQL itself. */
public final class Gtids {
    private static final String MARIADB = "mariadb";

    private Gtids() {}

    /** Everything that a server has executed, itself or as a replica, on one line. */
    public static String executed(ServerSession session) throws ServerException {
        return normal(session, session.value(session.dialect().executedGtids()));
    }

    /** Everything that a server has applied as a replica, on one line. */
    public static String applied(ServerSession session) throws ServerException {
        return normal(session, session.value(session.dialect().appliedGtids()));
    }

    /** Whether one set holds all of another; both of the session's engine. */
    public static boolean contains(ServerSession session, String whole, String part) throws ServerException {
        if (isMariaDb(session)) {
            return GtidList.of(whole).covers(GtidList.of(part));
        }
        return session.value("SELECT GTID_SUBSET(" + Literal.quoted(part) + ", " + Literal.quoted(whole) + ")")
                .equals("1");
    }

    /** Whether two answers of {@link #applied} of this server differ at most by transactions that it committed itself. */
    public static boolean sameOfOthers(ServerSession session, String before, String now) throws ServerException {
        if (isMariaDb(session)) {
            return before.equals(now);
        }
        String own = session.value(session.dialect().identity());
        String more = normal(
                session,
                session.value("SELECT GTID_SUBTRACT(" + Literal.quoted(now) + ", " + Literal.quoted(before) + ")"));
        for (String part : more.split(",", -1)) {
            if (!part.isEmpty() && !part.startsWith(own + ":")) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a replica has executed and its source has not: transactions that were committed at the replica. The replica must be asked
     * before the source, for the source runs ahead.
     *
     * @param own the answer of {@link #history} at the replica
     * @return empty text if there is nothing
     */
    static String errant(ServerSession source, String own) throws ServerException {
        if (!isMariaDb(source)) {
            String set = executed(source);
            return normal(
                    source,
                    source.value("SELECT GTID_SUBTRACT(" + Literal.quoted(own) + ", " + Literal.quoted(set) + ")"));
        }
        List<String> errant = new ArrayList<>();
        Map<String, Long> logged = states(history(source));
        GtidList before = GtidList.of(source.value("SELECT @@GLOBAL.gtid_slave_pos"));
        states(own).forEach((origin, sequence) -> {
            Long theirs = logged.get(origin);
            boolean known = theirs != null && Long.compareUnsigned(theirs, sequence) >= 0;
            long domain = Long.parseLong(origin.substring(0, origin.indexOf('-')));
            // a source made from a backup never logged what came before it
            if (!known && !before.reaches(domain, sequence)) {
                errant.add(origin + "-" + Long.toUnsignedString(sequence));
            }
        });
        return String.join(",", errant);
    }

    /** What {@link #errant} compares: MySQL's executed set; MariaDB's last GTID of each domain <em>and server</em> in its binary log. */
    static String history(ServerSession session) throws ServerException {
        return isMariaDb(session) ? session.value("SELECT @@GLOBAL.gtid_binlog_state") : executed(session);
    }

    private static Map<String, Long> states(String text) {
        Map<String, Long> states = new TreeMap<>();
        for (String part : text.strip().split(",", -1)) {
            if (!part.isBlank()) {
                int dash = part.lastIndexOf('-');
                states.put(
                        part.substring(0, dash).strip(),
                        Long.parseUnsignedLong(part.substring(dash + 1).strip()));
            }
        }
        return states;
    }

    private static boolean isMariaDb(ServerSession session) {
        return session.dialect().engine().equals(MARIADB);
    }

    /** An answer on one line, each domain once. */
    public static String normal(ServerSession session, String text) {
        return isMariaDb(session) ? GtidList.of(text).toString() : text.replaceAll("\\s", "");
    }
}
