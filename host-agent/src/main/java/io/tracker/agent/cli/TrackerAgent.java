package io.tracker.agent.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program {@code tracker-agent}. */
public final class TrackerAgent {
    private static final int SECONDS_TO_WIND_DOWN = 20;

    private TrackerAgent() {}

    @ExitsTheProcess
    public static void main(String[] args) {
        List<String> words = List.of(args);
        Console.Terminal terminal = CommandOptions.wantJson(words) ? Console.Terminal.JSON : terminal();
        // Read by log4j.properties when the first logger is made; a bar and log lines would tear each other apart.
        System.setProperty(
                "tracker.log.level",
                words.contains("--" + CommandOptions.VERBOSE)
                        ? "DEBUG"
                        : terminal == Console.Terminal.INTERACTIVE ? "WARN" : "INFO");
        System.setProperty("tracker.log.form", terminal == Console.Terminal.JSON ? "json" : "text");
        CountDownLatch ended = windDownOnSignal(Thread.currentThread());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        ExitCode code = new CommandRunner(new Console(out, err, terminal, Clock.systemUTC())).run(words);
        ended.countDown();
        System.exit(code.number());
    }

    /** Standard error decides, for the bar goes there; System.console() would ask standard input and output. */
    private static Console.Terminal terminal() {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            boolean screen = device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
            return screen && !"dumb".equals(System.getenv("TERM"))
                    ? Console.Terminal.INTERACTIVE
                    : Console.Terminal.PLAIN;
        } catch (IOException | UnsupportedOperationException e) {
            return Console.Terminal.PLAIN;
        }
    }

    /** On SIGTERM or Ctrl-C the run is interrupted and gets a moment to end its queries and uploads, and to start the applier. */
    private static CountDownLatch windDownOnSignal(Thread main) {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (ended.getCount() == 0) {
                                return;
                            }
                            main.interrupt();
                            try {
                                ended.await(SECONDS_TO_WIND_DOWN, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "wind-down"));
        return ended;
    }
}
