package io.tracker.agent.cutoff;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.GtidList;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.server.Literal;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TableName;
import io.tracker.agent.server.TextRow;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Proves by a heartbeat that was written at the root past the cutoff and has been applied here: then all that was committed before it has
 * been applied too, as far as the order of commits was kept on the way. Every channel, and every domain of MariaDB, needs a row of its own.
 *
 * <p>The table has a row for each writer, and on MariaDB for each of its domains: {@code server_id} as {@code @@server_id},
 * {@code domain_id} as {@code @@gtid_domain_id}, {@code ts} as {@code SYSDATE(6)}. Only the type TIMESTAMP is one and the same moment
 * in whatever time zone it was written, so no other is taken.
 */
final class HeartbeatProof implements LocalProof {
    private static final String TIME = "ts";
    private static final String SERVER = "server_id";
    private static final String DOMAIN = "domain_id";

    private final TableName table;
    private final CommitOrder order;

    HeartbeatProof(TableName table, CommitOrder order) {
        this.table = table;
        this.order = order;
    }

    @Override
    public CutoffEvidence.Proof kind() {
        return CutoffEvidence.Proof.HEARTBEAT;
    }

    /** A row of the table. */
    private record Beat(long serverId, long domain, Instant written) {}

    @Override
    public Look look(ServerSession session, List<ReplicaChannel> channels, Instant cutoff) throws ServerException {
        requireTable(session);
        Look look = new Look();
        order.lostHere(session).ifPresent(look::misses);
        // first the clock, then the rows
        AppliedTime time = new AppliedTime(cutoff, session);
        List<Beat> beats = beats(session);
        look.saw("table", table.schema() + "." + table.table());
        if (session.dialect().hasDomains()) {
            domains(session, beats, time, look);
        } else {
            channels(channels, beats, time, look);
        }
        look.saw("applied", Gtids.applied(session));
        return look;
    }

    private static void domains(ServerSession session, List<Beat> beats, AppliedTime time, Look look)
            throws ServerException {
        Set<Long> domains = GtidList.of(Gtids.applied(session)).last().keySet();
        if (domains.isEmpty()) {
            look.misses("nothing has been applied here");
        }
        for (long domain : domains) {
            judge(
                    "domain " + domain,
                    beats.stream().filter(beat -> beat.domain() == domain).toList(),
                    time,
                    look);
        }
    }

    private void channels(List<ReplicaChannel> channels, List<Beat> beats, AppliedTime time, Look look) {
        for (ReplicaChannel channel : channels) {
            Set<Long> writers = order.origins(channel).stream()
                    .map(CommitOrder.Origin::serverId)
                    .collect(Collectors.toSet());
            judge(
                    channel.label() + " (of servers " + new TreeSet<>(writers) + ")",
                    beats.stream()
                            .filter(beat -> writers.contains(beat.serverId()))
                            .toList(),
                    time,
                    look);
        }
    }

    private static void judge(String of, List<Beat> beats, AppliedTime time, Look look) {
        Optional<Beat> newest = beats.stream().max(Comparator.comparing(Beat::written));
        if (newest.isEmpty()) {
            look.misses("the heartbeat table has no row for " + of);
            return;
        }
        look.saw(of + " server", Long.toString(newest.get().serverId()));
        look.saw(of + " written", newest.get().written().toString());
        time.fault(newest.get().written()).ifPresent(fault -> look.misses("the heartbeat of " + of + ": " + fault));
    }

    private List<Beat> beats(ServerSession session) throws ServerException {
        String domain = session.dialect().hasDomains() ? DOMAIN : "0 AS " + DOMAIN;
        return session
                .query("SELECT " + SERVER + ", " + domain + ", UNIX_TIMESTAMP(" + TIME + ") AS " + TIME + " FROM "
                        + table)
                .stream()
                .map(row -> new Beat(row.number(SERVER), row.number(DOMAIN), ServerClock.instant(row.text(TIME))))
                .toList();
    }

    private void requireTable(ServerSession session) throws ServerException {
        List<TextRow> columns = session.query("SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = " + Literal.text(table.schema()) + " AND TABLE_NAME = "
                + Literal.text(table.table()));
        requireColumn(columns, SERVER, Set.of("int", "bigint"));
        requireColumn(columns, TIME, Set.of("timestamp"));
        if (session.dialect().hasDomains()) {
            requireColumn(columns, DOMAIN, Set.of("int", "bigint"));
        }
    }

    private void requireColumn(List<TextRow> columns, String name, Set<String> types) {
        String type = columns.stream()
                .filter(row -> row.text("COLUMN_NAME").toLowerCase(Locale.ROOT).equals(name))
                .map(row -> row.text("DATA_TYPE").toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("none");
        if (!types.contains(type)) {
            throw new OperatorException(
                    "Heartbeat table cannot prove a cutoff: " + table + " (got column " + name + " of type " + type
                            + ", expected " + String.join(" or ", new TreeSet<>(types)) + ")",
                    "correct heartbeat.table, or create the table as docs/operations.md shows");
        }
    }
}
