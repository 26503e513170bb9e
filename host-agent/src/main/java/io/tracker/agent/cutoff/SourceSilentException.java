package io.tracker.agent.cutoff;

import java.io.IOException;

/** A source cannot be asked: it does not answer, or does not let us in. Another proof may do. */
final class SourceSilentException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceSilentException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
