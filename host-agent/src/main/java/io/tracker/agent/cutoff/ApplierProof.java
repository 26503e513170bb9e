package io.tracker.agent.cutoff;

import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.TextRow;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Proves by the applier's own record: an applied transaction carries a commit time at the root past the cutoff, and all that was received
 * is applied. MySQL only. On an idle root the last commit stays old, and nothing is proved: what a receiver hears meanwhile proves nothing,
 * for it may have lain in a buffer while the root stood still.
 */
final class ApplierProof implements LocalProof {
    private static final int SECONDS_A_WAIT = 1;

    private final CommitOrder order;

    ApplierProof(CommitOrder order) {
        this.order = order;
    }

    @Override
    public CutoffEvidence.Proof kind() {
        return CutoffEvidence.Proof.APPLIER;
    }

    /** The last transaction of an applier thread. */
    private record Commit(String channel, String gtid, Instant committed) {
        boolean isOf(CommitOrder.Origin origin) {
            return gtid.startsWith(origin.uuid() + ":");
        }
    }

    @Override
    public Look look(ServerSession session, List<ReplicaChannel> channels, Instant cutoff) throws ServerException {
        Look look = new Look();
        order.lostHere(session).ifPresent(look::misses);
        AppliedTime time = new AppliedTime(cutoff, session);
        List<Commit> commits = session
                .query(session.dialect().lastAppliedCommits().orElseThrow())
                .stream()
                .map(ApplierProof::commit)
                .toList();
        for (ReplicaChannel channel : channels) {
            newest(session, channel, commits, time, look);
            received(session, channel, look);
        }
        return look;
    }

    private void newest(
            ServerSession session, ReplicaChannel channel, List<Commit> commits, AppliedTime time, Look look)
            throws ServerException {
        List<CommitOrder.Origin> origins = order.origins(channel);
        Optional<Commit> newest = commits.stream()
                .filter(commit -> commit.channel().equals(channel.name()))
                .filter(commit -> origins.stream().anyMatch(commit::isOf))
                .max(Comparator.comparing(Commit::committed));
        if (newest.isEmpty()) {
            look.misses("the applier of " + channel.label()
                    + " has applied nothing since it started of a server whose commit order is known");
            return;
        }
        look.saw(channel.label() + " transaction", newest.get().gtid());
        look.saw(channel.label() + " committed", newest.get().committed().toString());
        time.fault(newest.get().committed())
                .ifPresent(fault -> look.misses("the last commit that " + channel.label() + " has applied: " + fault));
        if (!Gtids.contains(session, Gtids.executed(session), newest.get().gtid())) {
            look.misses(newest.get().gtid() + " is not executed");
        }
    }

    private static void received(ServerSession session, ReplicaChannel channel, Look look) throws ServerException {
        String received = channel.receiver().received();
        if (received.isEmpty()) {
            look.misses("the receiver of " + channel.label() + " has received nothing since it started");
            return;
        }
        look.saw(channel.label() + " received", received);
        if (!session.dialect().waitSucceeded(session.value(session.dialect().waitForGtids(received, SECONDS_A_WAIT)))) {
            look.misses("not all that " + channel.label() + " has received is applied: " + received);
        }
    }

    private static Commit commit(TextRow row) {
        return new Commit(
                row.text("channel"),
                row.text("gtid"),
                row.optional("committed").map(ServerClock::instant).orElse(Instant.EPOCH));
    }
}
