package io.tracker.agent.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.ThrottleConfig;
import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.server.EndCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThrottleTest {
    private static final ThrottleConfig LIMITS = new ThrottleConfig(
            new ThrottleConfig.Limit(1_000, 2_000),
            new ThrottleConfig.Limit(10, 20),
            new ThrottleConfig.Undo(1_000, 50_000),
            0,
            Duration.ofSeconds(60),
            Duration.ofSeconds(300),
            Duration.ofHours(1));

    @TempDir
    private Path state;

    private HandControls hand;
    private Throttle throttle;
    private long nanos;

    @BeforeEach
    void begin() {
        hand = new HandControls(state);
        throttle = new Throttle(LIMITS, hand, () -> nanos);
    }

    private Optional<EndCause> sample(long lagMillis, long threads, long historyList) {
        nanos += Duration.ofSeconds(1).toNanos();
        return throttle.act(
                new ServerLoad(OptionalLong.of(lagMillis), OptionalLong.of(threads), OptionalLong.of(historyList)), 4);
    }

    private Optional<EndCause> samples(int count, long lagMillis, long threads, long historyList) {
        Optional<EndCause> cause = Optional.empty();
        for (int i = 0; i < count && cause.isEmpty(); i++) {
            cause = sample(lagMillis, threads, historyList);
        }
        return cause;
    }

    @Test
    void sumsUpWhatWasDoneByReason() {
        samples(4, 1_500, 0, 0);
        samples(4, 3_000, 15, 0);
        samples(4, 0, 0, 0);
        assertEquals(
                List.of(
                        new ThrottleSum(ThrottleReason.LAG, "pause", 1, Duration.ofSeconds(3)),
                        new ThrottleSum(ThrottleReason.LAG, "slow", 1, Duration.ofSeconds(4)),
                        new ThrottleSum(ThrottleReason.THREADS, "slow", 1, Duration.ofSeconds(3))),
                throttle.sums());
        assertEquals(3, throttle.sums().size(), "nothing is under way any more");
    }

    @Test
    void endsTheRunWhenAPauseIsCalledForTooLongAndSaysWhatWasExceeded() {
        assertEquals(Optional.empty(), samples(300, 0, 25, 0));
        EndCause cause = samples(10, 0, 26, 0).orElseThrow();
        assertEquals(EndCause.Kind.RUN_STOPPED, cause.kind());
        assertEquals(
                "Limit is exceeded for too long: threads (got 26, expected at most 20 within 300 s)", cause.message());
        assertTrue(cause.hint().contains("throttle.give-up"), cause.hint());
    }

    @Test
    void longUndoAsksForANewSnapshotButNotForTheSakeOfAYoungOne() {
        sample(0, 0, 1_001);
        assertFalse(throttle.renewalDue(Duration.ofSeconds(59)), "it cannot be ours");
        assertTrue(throttle.renewalDue(Duration.ofSeconds(60)));
        throttle.snapshotTaken();
        sample(0, 0, 1_000);
        assertFalse(throttle.renewalDue(Duration.ofSeconds(60)));
        assertEquals(
                List.of(new ThrottleSum(ThrottleReason.HISTORY_LIST, "new-snapshot", 1, Duration.ZERO)),
                throttle.sums());
    }

    @Test
    void undoIsNoReasonToPauseForOurSnapshotHoldsIt() {
        assertEquals(Optional.empty(), samples(100, 0, 0, 50_000));
        assertEquals(List.of(), throttle.sums());
    }

    @Test
    void tooMuchUndoEndsTheRun() {
        EndCause cause = sample(0, 0, 50_001).orElseThrow();
        assertEquals(EndCause.Kind.RUN_STOPPED, cause.kind());
        assertTrue(cause.message().startsWith("Limit is exceeded: history-list (got 50001"), cause.message());
    }

    @Test
    void anOldSnapshotIsRenewed() {
        assertFalse(throttle.renewalDue(Duration.ofMinutes(59)));
        assertTrue(throttle.renewalDue(Duration.ofMinutes(60)));
    }

    @Test
    void anUnknownHistoryListNeitherRenewsNorEnds() {
        nanos += 1;
        ServerLoad unknown = new ServerLoad(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        assertEquals(Optional.empty(), throttle.act(unknown, 4));
        assertFalse(throttle.renewalDue(Duration.ofMinutes(59)));
    }

    @Test
    void aPauseByHandThatLastsLongerThanAPauseMayEndsTheSnapshotAndNotTheRun() throws IOException {
        Files.writeString(state.resolve("pause"), "ann: moving disks\n", StandardCharsets.UTF_8);
        assertTrue(throttle.pausedByHand());
        assertEquals(Optional.empty(), samples(60, 0, 0, 0));
        assertEquals(
                EndCause.Kind.PAUSED, samples(1, 0, 0, 0).map(EndCause::kind).orElseThrow());
        Files.delete(state.resolve("pause"));
        assertEquals(Optional.empty(), samples(1, 0, 0, 0));
        assertFalse(throttle.pausedByHand());
        assertEquals(
                List.of(new ThrottleSum(ThrottleReason.BY_HAND, "pause", 1, Duration.ofSeconds(61))), throttle.sums());
    }

    @Test
    void theSignalPausesAndTheNextOneResumes() {
        hand.toggle();
        assertTrue(throttle.pausedByHand());
        hand.toggle();
        assertFalse(throttle.pausedByHand());
    }

    @Test
    void theSkipFileKeepsFromBeginningAndStopsWithItsContentAsTheReason() throws IOException {
        hand.requireNotSkipped();
        assertEquals(Optional.empty(), throttle.stopByHand());
        Files.writeString(state.resolve("skip"), "bob: upgrade\nof the kernel", StandardCharsets.UTF_8);
        NothingToDoException skipped = assertThrows(NothingToDoException.class, hand::requireNotSkipped);
        assertTrue(skipped.getMessage().endsWith("skip says \"bob: upgrade of the kernel\""), skipped.getMessage());
        EndCause cause = throttle.stopByHand().orElseThrow();
        assertEquals(EndCause.Kind.RUN_STOPPED, cause.kind());
        assertTrue(cause.message().endsWith("skip says \"bob: upgrade of the kernel\""), cause.message());
    }
}
