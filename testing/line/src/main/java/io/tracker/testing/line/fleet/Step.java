package io.tracker.testing.line.fleet;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a schedule.
 *
 * @param cue what is awaited, at most for a while
 * @param pause after the cue, or after the step before
 * @param event what happens then
 */
record Step(Optional<Cue> cue, Duration pause, Event event) {

    /** The agent of a host has come to a stage. */
    record Cue(int host, Stage stage) {
        @Override
        public String toString() {
            return "host " + host + " says '" + stage.words() + "'";
        }
    }

    @Override
    public String toString() {
        return cue.map(awaited -> awaited + " ").orElse("") + "+" + pause.toMillis() + " ms: " + event;
    }
}
