package io.tracker.agent.host;

import io.tracker.agent.failure.NotYetException;

/** Another run is under way on this host; this one has done nothing. */
public final class HostHeldException extends NotYetException {
    HostHeldException(String message, String hint) {
        super(message, hint);
    }
}
