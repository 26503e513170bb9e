package io.tracker.agent.store;

import java.io.IOException;

/** The store did not answer, however often it was asked. Other tables would fare no better: the run ends. */
public final class StoreUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
