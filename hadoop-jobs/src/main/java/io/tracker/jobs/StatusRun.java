package io.tracker.jobs;

import io.tracker.jobs.backup.BackupDay;
import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StatusReader;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.schemas.day.DayStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.SortedSet;
import org.apache.hadoop.conf.Configuration;

/** Tells what the fleet has of a day, and waits for what it lacks. No job is started, and nothing is written. Not thread safe. */
public final class StatusRun implements AutoCloseable {
    private final ParallelReads reads = new ParallelReads();
    private final StatusRequest request;
    private final DayReader days;
    private final StatusReader statuses;

    /** Sees how a wait gets on. */
    public interface WaitWatch {
        /**
         * The day was looked at.
         *
         * @param owing replica sets that have not ended it
         * @param left until the wait is given up
         */
        void looked(LocalDate dt, SortedSet<String> owing, Duration left);

        /** The store did not answer; it is asked again. */
        void failed(IOException failure, Duration left);
    }

    /** Opens the root. */
    public StatusRun(StatusRequest request, Configuration hadoop) throws IOException {
        this.request = request;
        BackupRoot root = BackupRoot.open(request.root(), hadoop);
        StoreProbe.ask(root.path(), hadoop);
        this.days = new DayReader(root, reads);
        this.statuses = new StatusReader(root, reads);
    }

    /** How one of the days stands. */
    public DayStatus status(LocalDate dt) throws IOException {
        return statuses.read(days.read(dt), request.tables());
    }

    /**
     * Waits until every replica set has ended the last day, or the time is over. What a replica set that has ended lacks (a refused table,
     * a shard without tables) does not come by waiting, and is not waited for.
     *
     * @param limit how long at most
     * @param every how often the store is asked
     * @throws IOException if the store does not answer at the first look, or does not at the last
     */
    public void await(Duration limit, Duration every, WaitWatch watch) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        BackupDay day = days.read(request.dt());
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            SortedSet<String> owing = day.owing();
            boolean pending = !owing.isEmpty() || day.isUnknown();
            if (!pending || left.isZero()) {
                return;
            }
            watch.looked(request.dt(), owing, left);
            pause(every.compareTo(left) < 0 ? every : left);
            try {
                day = days.again(day);
            } catch (IOException e) {
                Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
                if (rest.isZero()) {
                    throw e;
                }
                watch.failed(e, rest);
            }
        }
    }

    @Override
    public void close() {
        reads.close();
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the day");
        }
    }
}
