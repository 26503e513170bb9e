package io.tracker.agent.server;

import java.io.IOException;

/** A table was altered, replaced or dropped after the snapshot: it must be taken again from a new one. */
public final class TableChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean gone;

    /**
     * A table that cannot be read from its snapshot any more.
     *
     * @param table which
     * @param how what showed it
     */
    public TableChangedException(TableName table, String how) {
        this("Table changed after the snapshot: " + table + " (" + how + ")", false);
    }

    private TableChangedException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    /** A table that is not there any more. */
    public static TableChangedException gone(TableName table, String how) {
        return new TableChangedException("Table is gone: " + table + " (" + how + ")", true);
    }

    /** Whether the table does not exist any more: if a new snapshot says so too, it was dropped. */
    public boolean isGone() {
        return gone;
    }
}
