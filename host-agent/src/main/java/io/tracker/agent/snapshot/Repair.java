package io.tracker.agent.snapshot;

import io.tracker.agent.server.NotBuilt;
import io.tracker.agent.server.ServerConnector;
import java.io.IOException;
import java.util.Optional;

/**
 * Starts an applier that an earlier run of ours stopped and left stopped; only that. An applier that an operator stopped, also after us,
 * stays as it is.
 */
public final class Repair {
    public Repair(ServerConnector server, IntentFile intent) {}

    /** What was found. */
    public enum Result {
        /** No run left an intent behind. */
        NOTHING_LEFT,
        /** The applier had been left stopped, and runs now. */
        STARTED,
        /** An intent was left behind, but the applier runs, or somebody else has stopped it since; the intent is gone. */
        NOT_OURS
    }

    /**
     * Repairs; the intent is gone afterwards.
     *
     * @throws IOException if the server is not there or the applier does not start; the intent stays for the next try
     */
    public Result run() throws IOException, InterruptedException {
        return NotBuilt.yet(Optional.empty());
    }
}
