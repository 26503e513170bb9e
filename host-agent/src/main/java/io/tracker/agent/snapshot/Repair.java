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
 * stays as it is: the server counts the commands to start and to stop, and it was given others than ours, or the applier failed, or the
 * server was started anew.
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
        return run(true);
    }

    /**
     * What {@link #run} would find now; nothing is started, and the intent stays.
     *
     * @throws IOException as it does
     */
    public Result look() throws IOException {
        return run(false);
    }

    private Result run(boolean acting) throws IOException {
        Optional<StopIntent> left = file.read();
        if (left.isEmpty()) {
            return Result.NOTHING_LEFT;
        }
        StopIntent intent = left.get();
        try (ServerSession session = server.open("repair")) {
            Result result = sameServer(session, intent) ? repair(session, intent, acting) : Result.NOT_OURS;
            if (!acting) {
                return result;
            }
            file.clear();
            LOG.info("Repair: an earlier run left its intent to stop the applier of {}: {}", intent.channels(), result);
            return result;
        }
    }

    private Result repair(ServerSession session, StopIntent intent, boolean acting) throws IOException {
        if (!isOurs(session, intent)) {
            return Result.NOT_OURS;
        }
        Applier applier = new Applier(session);
        List<String> stopped = stoppedWithoutError(session, intent.channels());
        List<String> running =
                intent.phase() == StopIntent.Phase.STOPPING ? running(session, intent.channels()) : List.of();
        if (running.isEmpty() && stopped.isEmpty()) {
            return Result.NOT_OURS;
        }
        if (!acting) {
            return Result.STARTED;
        }
        applier.settle(running, new OpenIntent(file, intent));
        applier.start(running);
        applier.start(stopped);
        return Result.STARTED;
    }

    /** Whether nobody has started or stopped replication since, except that what we may have been about to do was done. */
    private static boolean isOurs(ServerSession session, StopIntent intent) throws ServerException {
        ApplierCommands now = ApplierCommands.read(session);
        if (now.isBehind(intent.commands())) {
            // the counters were reset: the position is all that is left to go by
            return intent.phase() == StopIntent.Phase.STOPPING || !movedSince(session, intent);
        }
        long stops = now.stops() - intent.commands().stops();
        long starts = now.starts() - intent.commands().starts();
        int channels = intent.channels().size();
        return switch (intent.phase()) {
            // a receiver that stands still was stopped too, and that we never do
            case STOPPING -> {
                // closing gaps is a start of each channel, and on an idle server another stop
                int closings = gapsPossible(session) ? channels : 0;
                yield stops > 0
                        && stops <= intent.most().stops() + closings
                        && starts <= intent.most().starts() + closings
                        && receiversRun(session, intent.channels());
            }
            // of several channels we may have started some
            case STOPPED -> stops == 0 && starts < channels;
        };
    }

    private static boolean receiversRun(ServerSession session, List<String> names) throws ServerException {
        return ReplicationReader.channels(session).stream()
                .filter(channel -> names.contains(channel.name()))
                .noneMatch(channel -> channel.receiver().stopped());
    }

    private static boolean gapsPossible(ServerSession session) throws ServerException {
        return session.value(session.dialect().gapsPossible()).equals("1");
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
