package io.tracker.agent.cutoff;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;

/** The walk over the sources ends at no root: as in the middle of a failover, which passes by, or by a mistake, which does not. */
final class RootMissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final OperatorException mistake;

    RootMissingException(OperatorException mistake) {
        super(mistake.getMessage(), mistake);
        this.mistake = mistake;
    }

    /** What it is when it does not pass by. */
    OperatorException mistake() {
        return mistake;
    }
}
