package io.tracker.agent.config;

/** A password or key. It prints as {@code ***}, so that no log, message or record can show it. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The secret itself: for the call that needs it, and for nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
