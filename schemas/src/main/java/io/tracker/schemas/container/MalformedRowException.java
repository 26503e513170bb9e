package io.tracker.schemas.container;

import java.io.IOException;

/** Bytes are not a row of the expected layout. */
public final class MalformedRowException extends IOException {
    private final int offset;

    MalformedRowException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    /** Where in the buffer it was noticed. */
    public int offset() {
        return offset;
    }
}
