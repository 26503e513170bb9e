package io.tracker.agent.snapshot;

import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.role.ReplicationReader;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an applier that an earlier run of ours stopped and left stopped; only that. An applier that an operator stopped, also after us,
 * stays as it is: it has applied more since we stopped it, or failed, or its server was started anew.
 */
public final class Repair {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private final ServerConnector server;
    private final IntentFile file;

    /** A repair of what stands in the intent file, on the server that the connector leads to. */
    public Repair(ServerConnector server, IntentFile intent) {
        this.server = server;
        this.file = intent;
    }

    /** What was found. */
    public enum Result {
        /** No run left an intent behind. */
        NOTHING_LEFT,
        /** The applier had been left stopped, or about to stop, and runs now. */
        STARTED,
        /** An intent was left behind, but the applier runs, or it was not we who stopped it last; the intent is gone. */
        NOT_OURS
    }

    /**
     * Repairs; the intent is gone afterwards.
     *
     * @throws IOException if the server is not there or the applier does not start; the intent stays for the next try
     * @throws io.tracker.agent.failure.OperatorException if the intent is damaged
     */
    public Result run() throws IOException {
        Optional<StopIntent> left = file.read();
        if (left.isEmpty()) {
            return Result.NOTHING_LEFT;
        }
        StopIntent intent = left.get();
        try (ServerSession session = server.open("repair")) {
            Result result = sameServer(session, intent) ? repair(session, intent) : Result.NOT_OURS;
            file.clear();
            LOG.info("Repair: an earlier run left its intent to stop the applier of {}: {}", intent.channels(), result);
            return result;
        }
    }

    private Result repair(ServerSession session, StopIntent intent) throws IOException {
        Applier applier = new Applier(session);
        List<String> stopped = stoppedWithoutError(session, intent.channels());
        return switch (intent.phase()) {
            case STOPPED -> {
                if (stopped.isEmpty() || movedSince(session, intent)) {
                    yield Result.NOT_OURS;
                }
                applier.start(stopped);
                yield Result.STARTED;
            }
            case STOPPING -> {
                // a STOP may still be under way, and nothing tells: one that is followed to its end makes it certain
                List<String> running = running(session, intent.channels());
                if (running.isEmpty() && stopped.isEmpty()) {
                    yield Result.NOT_OURS;
                }
                applier.stop(running);
                applier.start(running);
                applier.start(stopped);
                yield Result.STARTED;
            }
        };
    }

    /** Connection ids begin anew when a server starts; its appliers then stand as its configuration says. */
    private static boolean sameServer(ServerSession session, StopIntent intent) throws ServerException {
        return ReplicationReader.identity(session).uuid().equals(intent.server()) && session.id() > intent.connection();
    }

    /** Whether an applier has run since: then somebody started it, and whoever stopped it again was not we. */
    private static boolean movedSince(ServerSession session, StopIntent intent) throws ServerException {
        return !Gtids.sameOfOthers(session, intent.applied(), Gtids.applied(session));
    }

    private static List<String> stoppedWithoutError(ServerSession session, List<String> names) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .filter(channel -> names.contains(channel.name()))
                .filter(channel -> !channel.applier().running()
                        && channel.applier().error().isEmpty())
                .map(ReplicaChannel::name)
                .toList();
    }

    private static List<String> running(ServerSession session, List<String> names) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .filter(channel ->
                        names.contains(channel.name()) && channel.applier().running())
                .map(ReplicaChannel::name)
                .toList();
    }
}
