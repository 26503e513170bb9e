package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.agent.progress.ProgressMeter.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    @Test
    void tellsAStepBeforeTheTablesByItsTimeAlone() {
        assertEquals("cutoff 3.0 s", line("cutoff", 3, 0, 0, 0, 0, 0));
    }

    @Test
    void tellsRatesOfTheStepAndWhatIsLeftByTheServersGuess() {
        assertEquals(
                "tables 1/4 tables, 50,000 rows, 5,000 rows/s, 1.0 MB/s ETA 30.0 s",
                line("tables", 10, 4, 1, 40_000_000, 50_000, 10_000_000));
    }

    @Test
    void keepsFromGuessingTheEndAtTheBeginning() {
        assertEquals("tables 0/4 tables, 10 rows, 10 rows/s, 1.0 kB/s", line("tables", 1, 4, 0, 40_000_000, 10, 1000));
    }

    @Test
    void tellsNoRatesWhenAllTablesAreDone() {
        assertEquals("complete 4/4 tables, 50,000 rows", line("complete", 0, 4, 4, 40_000_000, 50_000, 10_000_000));
    }

    private static String line(
            String step, long seconds, int tables, int tablesDone, long expectedBytes, long rows, long rowBytes) {
        return ProgressPrinter.line(
                new Reading(step, Duration.ofSeconds(seconds), tables, tablesDone, expectedBytes, rows, rowBytes));
    }
}
