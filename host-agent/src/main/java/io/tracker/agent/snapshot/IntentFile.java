package io.tracker.agent.snapshot;

import java.nio.file.Path;

/**
 * The local record that this agent is about to stop an applier: durable, file and directory, before STOP is sent, gone after the applier
 * was seen to run again. One a host; the host lock keeps others away.
 */
public final class IntentFile {
    /** The intent of the agent whose state lies in that directory, which must exist. */
    public IntentFile(Path stateDirectory) {}
}
