package io.tracker.agent.host;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Tells installations of the agent apart, also those that share a host's name. */
public final class AgentId {
    private AgentId() {}

    /**
     * The id that is kept in the state directory, made at the first run; the caller holds the {@link HostLock}. The host's name is part of
     * it, because disks are copied.
     *
     * @throws OperatorException if the directory cannot be used
     */
    public static String of(Path stateDirectory, RunIdentity identity) {
        Path file = stateDirectory.resolve("agent-id");
        try {
            String id = Files.readString(file).strip();
            if (!id.isEmpty()) {
                return identity.host() + ":" + id;
            }
        } catch (NoSuchFileException e) {
            // the first run here
        } catch (IOException e) {
            throw HostLock.unusable(stateDirectory, e);
        }
        String id = UUID.randomUUID().toString();
        try {
            Files.writeString(file, id + "\n");
        } catch (IOException e) {
            throw HostLock.unusable(stateDirectory, e);
        }
        return identity.host() + ":" + id;
    }
}
