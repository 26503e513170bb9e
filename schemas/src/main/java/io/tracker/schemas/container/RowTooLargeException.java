package io.tracker.schemas.container;

import java.io.IOException;

/** A row is longer than {@code row.max-bytes}. */
public final class RowTooLargeException extends IOException {
    RowTooLargeException(long got, int expected) {
        super("Row is too large (got at least " + got + " bytes, expected at most " + expected
                + "); HINT: raise row.max-bytes, and the heap with it");
    }
}
