package io.tracker.agent.table;

import java.util.concurrent.ExecutorService;

/**
 * The threads that rows pass.
 *
 * @param readers receive and encode them, each from a connection
 * @param packers digest, compress and store what the readers hand over; as many
 */
record ReadingThreads(ExecutorService readers, ExecutorService packers) {
    static ReadingThreads start(int connections) {
        return new ReadingThreads(
                WorkerThreads.start("reader-", connections), WorkerThreads.start("packer-", connections));
    }

    /** Readers first: each waits for its packer. */
    void windDown() {
        WorkerThreads.windDown(readers);
        WorkerThreads.windDown(packers);
    }
}
