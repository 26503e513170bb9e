package io.tracker.jobs.lookup;

import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;

/** Takes the rows that were found. */
public interface RowSink {
    /**
     * Takes a row, and keeps nothing of its bytes.
     *
     * @param source index of its schema among the table's
     * @return whether more rows are wanted
     */
    boolean take(TableRef table, int source, RowCursor row) throws IOException;
}
