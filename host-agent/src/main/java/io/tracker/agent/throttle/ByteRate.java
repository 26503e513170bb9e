package io.tracker.agent.throttle;

import java.time.Duration;
import java.util.OptionalLong;

/** Bytes a second between samples that are not too close to each other. Not thread safe. */
final class ByteRate {
    private static final long LEAST_NANOS = Duration.ofSeconds(2).toNanos();

    private boolean begun;
    private long bytesBefore;
    private long nanosBefore;

    /**
     * Takes a sample.
     *
     * @return bytes a second since the last answer; empty while that is too short ago
     */
    OptionalLong sample(long bytes, long nanos) {
        if (!begun || nanos - nanosBefore < LEAST_NANOS) {
            if (!begun) {
                begun = true;
                bytesBefore = bytes;
                nanosBefore = nanos;
            }
            return OptionalLong.empty();
        }
        long perSecond = (long) ((bytes - bytesBefore) * 1e9 / (nanos - nanosBefore));
        bytesBefore = bytes;
        nanosBefore = nanos;
        return OptionalLong.of(perSecond);
    }
}
