package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs {@code tracker-jobs} in this process, on the day after the sample backups' day. */
final class CommandInTest {
    private CommandInTest() {}

    /** What a command left behind. */
    record Ending(int code, String out, String err) {
        Ending with(int expected) {
            assertEquals(expected, code, this::toString);
            return this;
        }

        Ending printing(String... texts) {
            return holding(out, texts);
        }

        Ending telling(String... texts) {
            return holding(err, texts);
        }

        private Ending holding(String where, String... texts) {
            for (String text : texts) {
                assertTrue(where.contains(text), () -> "lacks " + text + "\n" + this);
            }
            return this;
        }
    }

    static Ending run(String command, List<String> first, String... more) {
        return run(Stream.of(Stream.of(command), first.stream(), Arrays.stream(more))
                .flatMap(words -> words)
                .toList());
    }

    static Ending run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);
        int code = new TrackerJobs(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        clock)
                .run(arguments);
        return new Ending(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
