package io.tracker.testing.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The engines that this run of the tests is asked to cover. */
public final class Engines {
    private static final String PROPERTY = "tracker.engines";

    /** Stands for MySQL in its oldest version that is served, instead of the newest. */
    private static final String MYSQL_80 = "mysql80";

    private Engines() {}

    /** The engines of system property {@code tracker.engines}, a comma-separated list; by default every engine. */
    public static List<Engine> underTest() {
        return parse(System.getProperty(PROPERTY, "mariadb,mysql"));
    }

    /**
     * The installation of an engine for a test that needs it. Where there is none, or where the engine is not under
     * test, says so on standard error in a line that nobody overlooks, and calls {@code abort} with that line, which must
     * not return (JUnit: {@code message -> Assumptions.abort(message)}).
     */
    public static ServerInstallation require(Engine engine, Consumer<String> abort) {
        ServerSearch search = underTest().contains(engine)
                ? ServerBinaries.find(engine)
                : new ServerSearch.Missing("it is not among " + PROPERTY + "=" + System.getProperty(PROPERTY));
        return search.orElseThrow(reason -> skip(engine, reason, abort));
    }

    /** As {@link #require}, for a test that sets the servers' clock. */
    public static void requireClock(Engine engine, Consumer<String> abort) throws InterruptedException {
        require(engine, abort);
        try {
            FakeTime.library(System.err::println);
        } catch (IOException e) {
            throw skip(engine, "their clock cannot be set: " + e.getMessage(), abort);
        }
    }

    private static IllegalStateException skip(Engine engine, String reason, Consumer<String> abort) {
        String message = "SKIPPED: " + engine.title() + " tests, because " + reason;
        String frame = "*".repeat(100);
        System.err.println(frame + System.lineSeparator() + message + System.lineSeparator() + frame);
        abort.accept(message);
        return new IllegalStateException("Test was not aborted: " + message);
    }

    /** Whether MySQL is to be of version 8.0: {@code tracker.engines} names {@code mysql80}. */
    static boolean wantsMySql80() {
        return Arrays.stream(System.getProperty(PROPERTY, "").split(","))
                .map(String::strip)
                .anyMatch(MYSQL_80::equals);
    }

    static List<Engine> parse(String keys) {
        List<Engine> engines = Arrays.stream(keys.split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(key -> key.equals(MYSQL_80) ? Engine.MYSQL : Engine.ofKey(key))
                .distinct()
                .toList();
        if (engines.isEmpty()) {
            throw new IllegalArgumentException("No engine is under test: got " + PROPERTY + "=" + keys);
        }
        return engines;
    }
}
