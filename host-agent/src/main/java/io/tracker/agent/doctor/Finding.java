package io.tracker.agent.doctor;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a run needs, and whether it is there.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param detail what was seen
 * @param mend the statement, policy or step that mends it; empty where nothing is wrong
 */
public record Finding(Subject subject, State state, String detail, Optional<String> mend) {
    /** How a point is. */
    public enum State {
        OK,
        /** A run works, but less safely, or there is nothing for it to do. */
        WARN,
        FAIL
    }

    public Finding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(mend, "mend");
    }

    /** Nothing is wrong. */
    public static Finding ok(Subject subject, String detail) {
        return new Finding(subject, State.OK, detail, Optional.empty());
    }

    /** Something could be better. */
    public static Finding warn(Subject subject, String detail, String mend) {
        return new Finding(subject, State.WARN, detail, Optional.of(mend));
    }

    /** A run would fail, or could not be trusted. */
    public static Finding fail(Subject subject, String detail, String mend) {
        return new Finding(subject, State.FAIL, detail, Optional.of(mend));
    }
}
