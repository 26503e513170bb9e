package io.tracker.agent.table;

import io.tracker.agent.progress.ProgressMeter;
import io.tracker.agent.throttle.ReadingPace;
import io.tracker.agent.upload.RowSink;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Passes rows on; now and then reports them, waits as the pace says, and ends the chunk when another chunk of the table has failed. */
final class CountingSink implements RowSink {
    private static final int REPORT_EVERY = 1024;
    private static final int REPORT_EVERY_BYTES = 1 << 20;

    private final RowSink next;
    private final ProgressMeter meter;
    private final ReadingPace pace;
    private final BooleanSupplier stopped;
    private long since = System.nanoTime();
    private long rows;
    private long bytes;

    CountingSink(RowSink next, ProgressMeter meter, ReadingPace pace, BooleanSupplier stopped) {
        this.next = next;
        this.meter = meter;
        this.pace = pace;
        this.stopped = stopped;
    }

    @Override
    public void row(byte[] row, int offset, int length) throws IOException {
        next.row(row, offset, length);
        rows++;
        bytes += length;
        if (rows == REPORT_EVERY || bytes >= REPORT_EVERY_BYTES) {
            pace.pass(bytes, System.nanoTime() - since, stopped);
            since = System.nanoTime();
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
