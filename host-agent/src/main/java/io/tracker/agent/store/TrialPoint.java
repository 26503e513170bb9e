package io.tracker.agent.store;

import java.util.Objects;

/**
 * What a trial of a store found.
 *
 * @param what was tried
 * @param verdict how it ended
 * @param detail what was seen
 * @param mend what to do; empty where all is well
 */
public record TrialPoint(What what, Verdict verdict, String detail, String mend) {
    /** What is tried. */
    public enum What {
        CREATE_ONCE,
        READ_AFTER_WRITE,
        MULTIPART,
        CHECKSUM,
        ABORT,
        DELETE,
        CLOCK
    }

    /** How it ended. */
    public enum Verdict {
        GOOD,
        DOUBTFUL,
        BAD
    }

    public TrialPoint {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(mend, "mend");
    }

    static TrialPoint good(What what, String detail) {
        return new TrialPoint(what, Verdict.GOOD, detail, "");
    }

    static TrialPoint doubtful(What what, String detail, String mend) {
        return new TrialPoint(what, Verdict.DOUBTFUL, detail, mend);
    }

    static TrialPoint bad(What what, String detail, String mend) {
        return new TrialPoint(what, Verdict.BAD, detail, mend);
    }
}
