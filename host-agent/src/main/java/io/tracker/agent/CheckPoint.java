package io.tracker.agent;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a run needs, and whether it is there.
 *
 * @param name what was looked at
 * @param state how it is
 * @param detail what was seen
 * @param mend the statement or step that mends it; empty where nothing is wrong
 */
public record CheckPoint(String name, State state, String detail, Optional<String> mend) {
    /** How a point is. */
    public enum State {
        OK,
        /** A run works, but less safely, or there is nothing for it to do. */
        NOTE,
        FAILED
    }

    public CheckPoint {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(mend, "mend");
    }

    static CheckPoint ok(String name, String detail) {
        return new CheckPoint(name, State.OK, detail, Optional.empty());
    }

    static CheckPoint note(String name, String detail, String mend) {
        return new CheckPoint(name, State.NOTE, detail, Optional.of(mend));
    }

    static CheckPoint failed(String name, String detail, String mend) {
        return new CheckPoint(name, State.FAILED, detail, Optional.of(mend));
    }
}
