package io.tracker.testing.servers;

import java.util.function.Function;

/** What the search for an engine's server came to. */
public sealed interface ServerSearch {

    /** The installation; where there is none, throws what {@code refusal} makes of the reason. */
    <X extends Exception> ServerInstallation orElseThrow(Function<String, X> refusal) throws X;

    /** The server is here and answers to its version. */
    record Found(ServerInstallation installation) implements ServerSearch {
        @Override
        public <X extends Exception> ServerInstallation orElseThrow(Function<String, X> refusal) {
            return installation;
        }
    }

    /** There is none; the reason names every place that was tried. */
    record Missing(String reason) implements ServerSearch {
        public Missing {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("Reason of a missing server is blank");
            }
        }

        @Override
        public <X extends Exception> ServerInstallation orElseThrow(Function<String, X> refusal) throws X {
            throw refusal.apply(reason);
        }
    }
}
