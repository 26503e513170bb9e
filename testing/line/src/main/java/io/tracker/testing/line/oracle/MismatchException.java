package io.tracker.testing.line.oracle;

import java.io.IOException;

/** Something is not what it must be. The message says which, what was got and what was expected. */
public final class MismatchException extends IOException {
    public MismatchException(String message) {
        super(message);
    }
}
