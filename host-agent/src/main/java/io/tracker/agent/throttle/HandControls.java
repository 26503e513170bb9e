package io.tracker.agent.throttle;

import io.tracker.agent.failure.NothingToDoException;
import io.tracker.agent.server.EndCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator can do to a run from outside: the file {@code pause} in the state directory pauses reading while it exists, and so does
 * a signal until the next one; the file {@code skip} stops the agent, and keeps it from beginning. What the files hold is said as the
 * reason. Thread safe.
 */
public final class HandControls {
    private static final Logger LOG = LoggerFactory.getLogger(HandControls.class);
    private static final int MOST_BYTES_OF_REASON = 500;

    private final Path pause;
    private final Path skip;
    private final AtomicBoolean toggled = new AtomicBoolean();

    public HandControls(Path stateDirectory) {
        this.pause = stateDirectory.resolve("pause");
        this.skip = stateDirectory.resolve("skip");
    }

    /** Pauses until the next call; for the signal. */
    public void toggle() {
        boolean paused = !toggled.get();
        toggled.set(paused);
        LOG.warn("pause by signal: {}", paused ? "on" : "off");
    }

    /** @throws NothingToDoException if the agent is to leave this host alone */
    public void requireNotSkipped() {
        Optional<String> reason = reason(skip);
        if (reason.isPresent()) {
            throw new NothingToDoException(
                    "Host is skipped by hand: " + reason.get(),
                    "remove " + skip + " when the agent may work here again");
        }
    }

    /** @throws io.tracker.agent.failure.StoppedException if an operator wants the run to end */
    public void requireWanted() {
        Optional<EndCause> stop = stop();
        if (stop.isPresent()) {
            throw stop.get().stopped();
        }
    }

    /** Why the run must end, by an operator's will. */
    Optional<EndCause> stop() {
        return reason(skip)
                .map(reason -> new EndCause(
                        EndCause.Kind.RUN_STOPPED,
                        "Run was stopped by hand: " + reason,
                        "what is done stays; remove " + skip + ", and the next run goes on"));
    }

    /** Why reading pauses, by an operator's will. */
    Optional<String> pause() {
        return toggled.get() ? Optional.of("SIGUSR1, until the next one") : reason(pause);
    }

    private static Optional<String> reason(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            String text =
                    new String(content, 0, Math.min(content.length, MOST_BYTES_OF_REASON), StandardCharsets.UTF_8);
            String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
            return Optional.of(file + (line.isEmpty() ? " (it gives no reason)" : " says \"" + line + "\""));
        } catch (IOException e) {
            // it is there, and that is what counts
            return Optional.of(file + " (it cannot be read)");
        }
    }
}
