package io.tracker.agent.table;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fixed sets of daemon threads that know how to end. */
final class WorkerThreads {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);
    private static final int SECONDS_TO_WIND_DOWN = 60;

    private WorkerThreads() {}

    static ExecutorService start(String prefix, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Nobody may read a connection any more when its snapshot closes. */
    static void windDown(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!threads.awaitTermination(SECONDS_TO_WIND_DOWN, TimeUnit.SECONDS)) {
                LOG.warn("threads still busy seconds={}", SECONDS_TO_WIND_DOWN);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
