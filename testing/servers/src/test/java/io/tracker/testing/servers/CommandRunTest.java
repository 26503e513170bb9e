package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void keepsBothOutputsAndTheExitCode() throws Exception {
        CommandRun run = CommandRun.of(List.of("sh", "-c", "echo out; echo err >&2; exit 3"), LIMIT);
        assertEquals(3, run.exitCode());
        assertEquals("out\nerr\n", run.output());
        String message = assertThrows(IOException.class, run::outputOfSuccess).getMessage();
        assertTrue(message.endsWith("(exit code 3)\nout\nerr"), message);
    }

    @Test
    void endsACommandThatTakesTooLong() {
        String message = assertThrows(
                        IOException.class, () -> CommandRun.of(List.of("sleep", "30"), Duration.ofMillis(50)))
                .getMessage();
        assertTrue(message.startsWith("Command took too long: [sleep, 30]"), message);
    }
}
