package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    @Test
    void printsALineNowAndThen() {
        ProgressPrinter printer = printer(ProgressPrinter.Style.LINES);
        printer.began("pins.calls dt=2026-11-20", "job_1", 2_000_000, 100_000_000);
        at(1);
        printer.progressed(1000, 0.01f);
        at(20);
        printer.progressed(1_000_000, 0.5f);
        printer.ended();

        assertEquals("""
                pins.calls dt=2026-11-20: job job_1 converts 2,000,000 rows from 100.0 MB
                pins.calls dt=2026-11-20:  50%  1,000,000 of 2,000,000 rows  50,000 rows/s  2.5 MB/s  ETA 20 s
                """, printed());
    }

    @Test
    void drawsABarAndWipesIt() {
        ProgressPrinter printer = printer(ProgressPrinter.Style.BAR);
        printer.began("t", "job_1", 10, 1024);
        at(2);
        printer.progressed(12, 0.5f);
        printer.ended();

        assertEquals(
                "t: job job_1 converts 10 rows from 1.0 kB\n"
                        + "\r[###############---------------]  50%  10 of 10 rows  6 rows/s  256 B/s  ETA 2 s\u001b[K"
                        + "\r\u001b[K",
                printed());
    }

    @Test
    void staysSilentWhenToldSo() {
        ProgressPrinter printer = printer(ProgressPrinter.Style.NONE);
        printer.began("t", "job_1", 10, 1024);
        at(60);
        printer.progressed(1, 0.1f);
        printer.ended();

        assertEquals("", printed());
    }

    private ProgressPrinter printer(ProgressPrinter.Style style) {
        return new ProgressPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), style, () -> now);
    }

    private void at(long seconds) {
        now = TimeUnit.SECONDS.toNanos(seconds);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
