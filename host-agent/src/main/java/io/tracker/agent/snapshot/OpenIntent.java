package io.tracker.agent.snapshot;

import io.tracker.agent.role.Gtids;
import io.tracker.agent.server.ServerSession;
import java.io.IOException;
import java.util.List;

/** An intent that is being carried out: what stands on file is never behind what the server is told. For one thread. */
final class OpenIntent {
    private final IntentFile file;
    private StopIntent intent;

    /** One that stands on file already. */
    OpenIntent(IntentFile file, StopIntent intent) {
        this.file = file;
        this.intent = intent;
    }

    /** Puts one on file, before anything is done. */
    static OpenIntent begin(IntentFile file, StopIntent intent) throws IOException {
        file.write(intent);
        return new OpenIntent(file, intent);
    }

    List<String> channels() {
        return intent.channels();
    }

    /**
     * Appliers are about to be stopped once more, whoever started them.
     *
     * @param stops how many commands to stop are to come
     */
    void stopsAgain(ServerSession session, int stops) throws IOException {
        write(intent.again(ApplierCommands.read(session), stops));
    }

    /** All were seen to stand still. */
    void stopped(ServerSession session) throws IOException {
        write(intent.stoppedAt(Gtids.applied(session), ApplierCommands.read(session)));
    }

    /** The appliers run, or are not ours to start: nothing is left to do. */
    void end() throws IOException {
        file.clear();
    }

    /** Where it stands on file, for people. */
    String place() {
        return file.path().toString();
    }

    private void write(StopIntent next) throws IOException {
        file.write(next);
        intent = next;
    }
}
