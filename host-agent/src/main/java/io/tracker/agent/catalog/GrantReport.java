package io.tracker.agent.catalog;

import java.util.List;

/**
 * What the account lacks and has too much.
 *
 * @param account {@code 'user'@'host'} as the server knows it
 * @param missing without these a run fails, or would silently miss tables
 * @param wanted without these a run works, but a safety is off; each says which
 * @param excess rights that the agent never uses and that could do harm: SUPER, FILE, writes
 */
public record GrantReport(String account, List<MissingGrant> missing, List<MissingGrant> wanted, List<String> excess) {
    /**
     * A right that the account does not have.
     *
     * @param privilege its name
     * @param reason what it is needed for
     * @param statement the statement that mends it
     */
    public record MissingGrant(String privilege, String reason, String statement) {}

    public GrantReport {
        missing = List.copyOf(missing);
        wanted = List.copyOf(wanted);
        excess = List.copyOf(excess);
    }

    /** Whether a run may start. */
    public boolean suffices() {
        return missing.isEmpty();
    }
}
