package io.tracker.jobs.commit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.failure.OutputBusyException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** One run at a time works on an output, whatever file system it lies on. */
abstract class OutputClaimContract {
    private static final Duration LONG = Duration.ofSeconds(12);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int RACERS = 8;
    private static final int ROUNDS = 5;

    private Configuration hadoop;
    private Path day;

    /** A folder of the file system under test. */
    abstract Path folder(String name);

    abstract Configuration hadoop();

    @BeforeEach
    void name(TestInfo test) {
        hadoop = hadoop();
        day = new Path(folder(test.getTestMethod().orElseThrow().getName()), "dt=2026-11-20");
    }

    @Test
    void givesTheOutputToOneRunAndTellsTheOtherWhoHasIt() throws IOException {
        try (OutputClaim first = take("host-a, process 1", LONG)) {
            OutputBusyException busy = assertThrows(OutputBusyException.class, () -> take("host-b, process 2", LONG));

            assertTrue(busy.getMessage().startsWith("Another run works on this output: " + day), busy.getMessage());
            assertTrue(busy.getMessage().contains("(host-a, process 1, since "), busy.getMessage());
            first.token().requireHeld(hadoop);
        }
        assertFalse(day.getFileSystem(hadoop).exists(new Path(day, ClaimFolder.NAME)), "a claim is left");
        take("host-b, process 2", LONG).close();
    }

    @Test
    void givesTheOutputOfADeadRunAwayAndKeepsThatRunFromPublishing() throws IOException {
        OutputClaim dead = take("dead", Duration.ofDays(1));

        try (OutputClaim next = take("next", SHORT)) {
            next.token().requireHeld(hadoop);
            IOException lost =
                    assertThrows(IOException.class, () -> dead.token().requireHeld(hadoop));
            assertTrue(lost.getMessage().startsWith("Output was claimed by another run meanwhile: "), lost::getMessage);
            dead.close();
            next.token().requireHeld(hadoop);
        }
        assertFalse(day.getFileSystem(hadoop).exists(new Path(day, ClaimFolder.NAME)), "a claim is left");
        assertThrows(IOException.class, () -> dead.token().requireHeld(hadoop));
    }

    @Test
    void isTakenByExactlyOneOfMany() throws Exception {
        List<OutputClaim> winners = new ArrayList<>();
        for (Future<OutputClaim> racer : race(number -> take("racer " + number, Duration.ofSeconds(6)))) {
            try {
                winners.add(racer.get());
            } catch (ExecutionException e) {
                assertTrue(e.getCause() instanceof OutputBusyException, () -> "not busy: " + e.getCause());
            }
        }
        assertEquals(1, winners.size());
        winners.get(0).close();
    }

    @Test
    void createsAFileOfExactlyOneOfMany() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path file = new Path(day, "once-" + round);
            List<Integer> winners = new ArrayList<>();
            int racer = 0;
            for (Future<Boolean> created :
                    race(number -> CreateOnce.create(file, new byte[] {(byte) number}, hadoop))) {
                if (created.get()) {
                    winners.add(racer);
                }
                racer++;
            }
            assertEquals(1, winners.size(), winners::toString);
            try (FSDataInputStream stream = file.getFileSystem(hadoop).open(file)) {
                assertArrayEquals(new byte[] {winners.get(0).byteValue()}, stream.readAllBytes());
            }
        }
    }

    @Test
    void beatsNoMoreOnceItIsLost() throws Exception {
        OutputClaim lost = take("lost", SHORT);
        ClaimFolder claims = ClaimFolder.of(day, hadoop);

        claims.files().delete(claims.claim(1), false);

        String beating = "output-claim " + day;
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(beating))) {
            Thread.sleep(20);
        }
        lost.close();
    }

    @Test
    void isGivenFreeThoughALostRunLeftALastPulse() throws IOException {
        ClaimFolder claims = ClaimFolder.of(day, hadoop);
        OutputClaim claim = take("host", LONG);
        claims.files().create(claims.pulse(2), true).close();

        claim.close();

        assertEquals(0, claims.highest());
        take("next", LONG).close();
    }

    @Test
    void travelsWithTheJobAsText() throws IOException {
        try (OutputClaim claim = take("host", LONG)) {
            assertEquals(claim.token(), ClaimToken.of(claim.token().text()));
        }
    }

    private OutputClaim take(String by, Duration timeToLive) throws IOException {
        return OutputClaim.take(day, by, timeToLive, hadoop);
    }

    /** What one of many does at the same time as the others. */
    private interface Racer<T> {
        T run(int number) throws IOException;
    }

    private static <T> List<Future<T>> race(Racer<T> racer) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            List<Callable<T>> racers = new ArrayList<>();
            for (int i = 0; i < RACERS; i++) {
                int number = i;
                racers.add(() -> racer.run(number));
            }
            return threads.invokeAll(racers);
        } finally {
            threads.shutdownNow();
        }
    }
}
