package io.tracker.agent.throttle;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.role.Gtids;
import io.tracker.agent.role.ReplicaChannel;
import io.tracker.agent.server.ServerException;
import io.tracker.agent.server.ServerSession;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples a replica's load on the watchdog's session. What the server does not show is said once, and is never taken for 0. */
final class LoadReader {
    private static final Logger LOG = LoggerFactory.getLogger(LoadReader.class);

    /** Our own stops of the applier are shorter, and no news. */
    private static final Duration UNTOLD = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private final Map<String, ReceivedMarks> marks = new HashMap<>();
    private final Map<ThrottleReason, Long> missingSince = new EnumMap<>(ThrottleReason.class);
    private final Set<ThrottleReason> told = EnumSet.noneOf(ThrottleReason.class);

    LoadReader(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A measure that is being taken. */
    private interface Measuring {
        /** The value, or why there is none. */
        Measured take() throws ServerException;
    }

    /** A value, or why there is none. */
    private record Measured(OptionalLong value, String reason) {
        static Measured of(long value) {
            return new Measured(OptionalLong.of(value), "");
        }

        static Measured none(String reason) {
            return new Measured(OptionalLong.empty(), reason);
        }
    }

    /**
     * Samples.
     *
     * @param ours how many of the connections are ours
     * @throws ServerException if the connection is gone
     */
    ServerLoad read(ServerSession session, List<ReplicaChannel> channels, int ours) throws ServerException {
        return new ServerLoad(
                measure(ThrottleReason.LAG, () -> lag(session, channels)),
                measure(ThrottleReason.THREADS, () -> threads(session, ours)),
                measure(ThrottleReason.HISTORY_LIST, () -> historyList(session)));
    }

    private Measured lag(ServerSession session, List<ReplicaChannel> channels) throws ServerException {
        String applied = Gtids.applied(session);
        long longest = 0;
        for (ReplicaChannel channel : channels) {
            Optional<String> stopped = channel.applier().stoppedBecause();
            if (stopped.isPresent()) {
                // whoever stopped it: it does not lag because of us, and does not catch up while we wait
                return Measured.none("the applier of " + channel.label() + " stands still: " + stopped.get());
            }
            long millis = marks.computeIfAbsent(channel.name(), name -> new ReceivedMarks())
                    .sample(
                            channel.receiver().received(),
                            nanoTime.getAsLong(),
                            gtids -> Gtids.contains(session, applied, gtids))
                    .toMillis();
            longest = Math.max(longest, millis - channel.applier().delaySeconds() * 1000);
        }
        return Measured.of(longest);
    }

    private static Measured threads(ServerSession session, int ours) throws ServerException {
        String running =
                session.one("SHOW GLOBAL STATUS LIKE 'Threads_running'").text("Value");
        // this session runs the statement that asks
        return Measured.of(Math.max(0, Long.parseLong(running) - ours - 1));
    }

    private static Measured historyList(ServerSession session) throws ServerException {
        return session.query(session.dialect().historyListLength()).stream()
                .flatMap(row -> row.first().stream())
                .findFirst()
                .map(value -> Measured.of(Long.parseLong(value)))
                .orElseGet(() -> Measured.none("the server does not count it"));
    }

    private OptionalLong measure(ThrottleReason what, Measuring measuring) throws ServerException {
        Measured measured;
        try {
            measured = measuring.take();
        } catch (ServerException e) {
            if (e.code() == 0) {
                throw e;
            }
            measured = Measured.none(e.getMessage());
        } catch (OperatorException | IllegalArgumentException e) {
            measured = Measured.none(String.valueOf(e.getMessage()));
        }
        tell(what, measured);
        return measured.value();
    }

    private void tell(ThrottleReason what, Measured measured) {
        long now = nanoTime.getAsLong();
        if (measured.value().isPresent()) {
            missingSince.remove(what);
            if (told.remove(what)) {
                LOG.info("throttle sees {} again", what.word());
            }
        } else if (now - missingSince.computeIfAbsent(what, first -> now) >= UNTOLD.toNanos() && told.add(what)) {
            LOG.warn(
                    "throttle does not see {}: its limits do nothing meanwhile reason=\"{}\"",
                    what.word(),
                    measured.reason());
        }
    }
}
