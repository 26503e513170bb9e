package io.tracker.agent.table;

import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Passes rows on, reports them now and then, and ends the chunk when another chunk of the table has failed. */
final class CountingSink implements RowSink {
    private static final int REPORT_EVERY = 1024;

    private final RowSink next;
    private final ProgressMeter meter;
    private final BooleanSupplier stopped;
    private long rows;
    private long bytes;

    CountingSink(RowSink next, ProgressMeter meter, BooleanSupplier stopped) {
        this.next = next;
        this.meter = meter;
        this.stopped = stopped;
    }

    @Override
    public void row(RowEncoder row) throws IOException {
        next.row(row);
        rows++;
        bytes += row.length();
        if (rows == REPORT_EVERY) {
            report();
            if (stopped.getAsBoolean()) {
                throw new CancellationException("Another chunk of the table failed");
            }
        }
    }

    void report() {
        meter.addRows(rows, bytes);
        rows = 0;
        bytes = 0;
    }
}
