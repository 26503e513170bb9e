package io.tracker.agent.cli;

import io.tracker.agent.progress.ProgressMeter;
import java.io.PrintStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a run is, from a thread of its own: a bar on a terminal, a plain line now and then elsewhere. */
final class ProgressPrinter implements AutoCloseable {
    private static final int BAR = 24;
    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(10);
    private static final String ERASE_LINE = "\r\033[K";

    private static final Logger LOG = LoggerFactory.getLogger(ProgressPrinter.class);

    private final ProgressMeter meter;
    private final Console console;
    private final Thread thread;
    private volatile boolean ended;

    private ProgressPrinter(Console console, ProgressMeter meter) {
        this.console = console;
        this.meter = meter;
        this.thread = new Thread(this::show, "progress");
        thread.setDaemon(true);
    }

    static ProgressPrinter start(Console console) {
        return start(console, new ProgressMeter());
    }

    /** Shows what this meter counts. */
    static ProgressPrinter start(Console console, ProgressMeter meter) {
        ProgressPrinter printer = new ProgressPrinter(console, meter);
        printer.thread.start();
        return printer;
    }

    /** Takes what is to be shown. */
    ProgressMeter meter() {
        return meter;
    }

    /** Prints a line of results without tearing the bar. */
    void println(PrintStream out, String line) {
        if (console.terminal() == Console.Terminal.INTERACTIVE) {
            console.err().print(ERASE_LINE);
            console.err().flush();
        }
        out.println(line);
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (console.terminal() == Console.Terminal.INTERACTIVE) {
            console.err().print(ERASE_LINE);
            console.err().flush();
        }
    }

    private void show() {
        boolean bar = console.terminal() == Console.Terminal.INTERACTIVE;
        while (!ended) {
            try {
                Thread.sleep((bar ? REDRAW : PLAIN_LINE).toMillis());
            } catch (InterruptedException e) {
                return;
            }
            ProgressMeter.Reading now = meter.read();
            if (bar) {
                console.err().print(ERASE_LINE + bar(share(now)) + " " + line(now));
                console.err().flush();
            } else if (console.terminal() == Console.Terminal.JSON) {
                LOG.info("progress {}", line(now));
            } else {
                console.err().println("progress: " + line(now));
            }
        }
    }

    static String line(ProgressMeter.Reading now) {
        Duration took = now.inStep();
        if (now.tables() == 0) {
            return now.step() + " " + Sizes.time(took);
        }
        String done = now.step() + " " + now.tablesDone() + "/" + now.tables() + " tables, " + Sizes.rows(now.rows())
                + " rows";
        double share = share(now);
        if (share == 1) {
            return done;
        }
        double seconds = Math.max(0.001, took.toMillis() / 1000.0);
        String eta = share > 0.02
                ? " ETA " + Sizes.time(Duration.ofMillis((long) (took.toMillis() * (1 - share) / share)))
                : "";
        return done + ", " + Sizes.rows((long) (now.rows() / seconds)) + " rows/s, "
                + Sizes.bytes((long) (now.rowBytes() / seconds)) + "/s" + eta;
    }

    /** By bytes where the server guessed any; the guess may be too low, so a run is never shown as done before it is. */
    private static double share(ProgressMeter.Reading now) {
        if (now.tables() > 0 && now.tablesDone() == now.tables()) {
            return 1;
        }
        return now.expectedBytes() == 0 ? 0 : Math.min(0.99, now.rowBytes() / (double) now.expectedBytes());
    }

    private static String bar(double share) {
        int full = (int) Math.round(share * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] "
                + String.format(java.util.Locale.ROOT, "%3d%%", (int) (share * 100));
    }
}
