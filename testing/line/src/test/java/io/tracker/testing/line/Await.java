package io.tracker.testing.line;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.Node;
import java.time.Duration;

/** Waits for conditions, with a limit that is generous on a busy machine; a test fails when it is over. */
final class Await {
    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long BETWEEN_LOOKS_MS = 10;

    /** A look at something that tests wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    private Await() {}

    static void until(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, () -> "this never came: " + what);
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
    }

    /** Until the query gives a row. */
    static void row(Node node, String query) throws Exception {
        until("a row of " + query, () -> !node.queryTexts(query).isEmpty());
    }

    /** Until the query gives none. */
    static void noRow(Node node, String query) throws Exception {
        until("an empty " + query, () -> node.queryTexts(query).isEmpty());
    }

    /** Until a request of this form has come to the proxy. */
    static void request(HttpFaultProxy proxy, String pattern) throws Exception {
        until("a request " + pattern, () -> proxy.requests().stream().anyMatch(request -> request.matches(pattern)));
    }
}
