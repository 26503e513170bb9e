package io.tracker.agent.server;

import java.io.IOException;

/** A table was altered, replaced or dropped after the snapshot: it must be taken again from a new one. */
public final class TableChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final TableName table;

    /**
     * A table that cannot be read from its snapshot any more.
     *
     * @param table which
     * @param how what showed it
     */
    public TableChangedException(TableName table, String how) {
        super("Table changed after the snapshot: " + table + " (" + how + ")");
        this.table = table;
    }

    /** Which table. */
    public TableName table() {
        return table;
    }
}
