package io.tracker.testing.line;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What people read while something runs: numbered steps with their seconds. Plain text; bold and colour on a terminal only. */
final class Screen {
    private static final String INDENT = "   ";

    private final PrintStream out;
    private final boolean styled;
    private int steps;
    private long stepStartedNanos;

    private Screen(PrintStream out, boolean styled) {
        this.out = out;
        this.styled = styled;
    }

    /** The standard output, in UTF-8 whatever the locale is. */
    static Screen standard() {
        boolean styled = Boolean.getBoolean("tracker.terminal")
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), styled);
    }

    PrintStream out() {
        return out;
    }

    void title(String text) {
        out.println(bold(text));
    }

    /** Begins a step. */
    void step(String title) {
        steps++;
        stepStartedNanos = System.nanoTime();
        out.println();
        out.println(bold(String.format(Locale.ROOT, "%2d %s", steps, title)));
    }

    /** Says something of the present step. */
    void say(String text) {
        text.lines().forEach(line -> out.println(line.isEmpty() ? "" : INDENT + line));
    }

    /** Says something of the present step, with the seconds since it began. */
    void sayWithSeconds(String text) {
        say(text + " (" + seconds(Duration.ofNanos(System.nanoTime() - stepStartedNanos)) + ")");
    }

    String mark(boolean good) {
        if (!styled) {
            return good ? "✓" : "✗";
        }
        return good ? "\033[32m✓\033[0m" : "\033[1;31m✗\033[0m";
    }

    static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String bytes(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", Math.ceil(bytes / 1e3))
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private String bold(String text) {
        return styled ? "\033[1m" + text + "\033[0m" : text;
    }
}
