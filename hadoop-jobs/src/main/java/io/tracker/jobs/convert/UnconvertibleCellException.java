package io.tracker.jobs.convert;

import java.io.IOException;

/** A value cannot be converted, and the column's policy is to fail. The message names table, column, row and bytes. */
public final class UnconvertibleCellException extends IOException {
    public UnconvertibleCellException(String message) {
        super(message);
    }
}
