package io.tracker.schemas.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of {@code tracker-agent doctor --json}: one thing that a run needs, and whether it is there.
 *
 * @param subject what was looked at
 * @param state how it is
 * @param buys what it is good for
 * @param detail what was seen
 * @param mend the statement, policy or step that mends it
 */
public record Diagnosis(String subject, State state, String buys, String detail, Optional<String> mend) {
    /** How it is. */
    public enum State {
        @JsonProperty("ok")
        OK,
        /** A run works, but less safely, or there is nothing for it to do. */
        @JsonProperty("warn")
        WARN,
        @JsonProperty("fail")
        FAIL
    }

    public Diagnosis {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(buys, "buys");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(mend, "mend");
    }
}
