package io.tracker.agent.table;

import io.tracker.schemas.names.TableDay;

/** Decides which of a plan's tables this run takes now, so that agents do not do each other's work. Thread safe. */
public interface TableClaims extends AutoCloseable {
    /** What a run learns of a table that it would take. */
    enum Claim {
        /** Nobody else has worked on it: take it. */
        OURS,
        /** Another run worked on it: take it, unless it is done. */
        OURS_AFTER_ANOTHER,
        /** Another agent works on it. */
        ELSEWHERE
    }

    /** Takes every table without asking: what stands in the store is right all the same. */
    TableClaims ALL = new TableClaims() {
        @Override
        public Claim claim(TableDay table) {
            return Claim.OURS;
        }

        @Override
        public void done(TableDay table) {}

        @Override
        public void giveBack() {}

        @Override
        public void close() {}
    };

    /** Claims a table, for good when it is once ours. */
    Claim claim(TableDay table);

    /** Says that a table has its outcome. */
    void done(TableDay table);

    /** Gives back what is not done: this run does not go on for a while, and claims again when it does. */
    void giveBack();

    /** Gives back what is not done, for good. */
    @Override
    void close();
}
