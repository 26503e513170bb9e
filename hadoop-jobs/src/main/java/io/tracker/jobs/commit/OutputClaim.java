package io.tracker.jobs.commit;

import io.tracker.jobs.failure.OutputBusyException;
import io.tracker.jobs.json.JobDocuments;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * The right of one run to work on the output of a table and day: taken before its job starts, so that a second run does no work for
 * nothing, and looked at by the job's commit, so that a run that lost it publishes nothing.
 *
 * <p>A claim is created once, under the next number. Its holder renews a pulse beside it. Whoever sees the pulse stand still for the
 * time to live, by its own clock, may create the next number: the holder died, and has left its claim behind. {@link #close} gives the
 * output free.
 */
public final class OutputClaim implements AutoCloseable {
    private static final int PULSES_IN_A_LIFE = 6;

    private final ClaimFolder claims;
    private final ClaimToken token;
    private final Configuration hadoop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread renewal;

    private OutputClaim(ClaimFolder claims, ClaimToken token, Duration timeToLive, Configuration hadoop) {
        this.claims = claims;
        this.token = token;
        this.hadoop = hadoop;
        this.renewal = new Thread(() -> beat(timeToLive.dividedBy(PULSES_IN_A_LIFE)), "output-claim " + token.day());
        renewal.setDaemon(true);
        renewal.start();
    }

    /**
     * Claims an output.
     *
     * @param day its folder
     * @param by who asks, for whoever finds the output claimed
     * @param timeToLive how long a claim stands without a pulse
     * @throws OutputBusyException if another run works on it
     */
    public static OutputClaim take(Path day, String by, Duration timeToLive, Configuration hadoop) throws IOException {
        ClaimFolder claims = ClaimFolder.of(day, hadoop);
        String id = UUID.randomUUID().toString();
        byte[] holder = new JobDocuments().write(new ClaimFolder.Holder(id, by, Instant.now()));
        while (true) {
            int highest = claims.highest();
            if (highest > 0 && !isSilent(claims, highest, timeToLive)) {
                continue;
            }
            if (CreateOnce.create(claims.claim(highest + 1), holder, hadoop)) {
                return new OutputClaim(claims, new ClaimToken(day.toString(), highest + 1, id), timeToLive, hadoop);
            }
        }
    }

    /** What the job carries. */
    public ClaimToken token() {
        return token;
    }

    /** Removes the claim, if it still is this run's, and those of dead runs before it. */
    @Override
    public void close() throws IOException {
        ended.countDown();
        try {
            renewal.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while giving free " + token.day());
        }
        if (token.holds(hadoop)) {
            claims.remove(token.number());
        }
    }

    /** Until the claim is given free, or another run has taken the output: a pulse after that would be in that run's way. */
    private void beat(Duration period) {
        try {
            boolean held = true;
            for (long beat = 1; held && !ended.await(period.toMillis(), TimeUnit.MILLISECONDS); beat++) {
                held = beat(beat);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean beat(long beat) {
        try {
            if (!token.holds(hadoop)) {
                return false;
            }
            try (FSDataOutputStream stream = claims.files().create(claims.pulse(token.number()), true)) {
                stream.write((token.id() + " " + beat).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The next beat follows; whether the claim holds is decided by the claim alone.
        }
        return true;
    }

    /** Waits for the pulse of a claim; false when the claim is gone. */
    private static boolean isSilent(ClaimFolder claims, int number, Duration timeToLive) throws IOException {
        Optional<byte[]> holder = claims.read(claims.claim(number));
        String first = state(claims, number);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < timeToLive.toNanos()) {
            sleep(timeToLive.dividedBy(2 * PULSES_IN_A_LIFE));
            if (claims.highest() != number) {
                return false;
            }
            if (!state(claims, number).equals(first)) {
                throw busy(claims, holder);
            }
        }
        return true;
    }

    private static String state(ClaimFolder claims, int number) throws IOException {
        return text(claims, claims.claim(number)) + text(claims, claims.pulse(number));
    }

    private static String text(ClaimFolder claims, Path file) throws IOException {
        return claims.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private static OutputBusyException busy(ClaimFolder claims, Optional<byte[]> holder) throws IOException {
        String who = holder.isEmpty()
                ? "one that began this moment"
                : describe(new JobDocuments()
                        .read(
                                holder.get(),
                                ClaimFolder.Holder.class,
                                claims.path().toString()));
        return new OutputBusyException(
                "Another run works on this output: " + claims.path().getParent() + " (" + who + ")",
                "let it end; run again to see whether anything is left to do");
    }

    private static String describe(ClaimFolder.Holder holder) {
        return holder.by() + ", since " + holder.since();
    }

    private static void sleep(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while looking whether another run works on the output");
        }
    }
}
