package io.tracker.jobs.dump;

/** What a session needs so that values go back in as they came out. */
public final class SessionSettings {
    /**
     * The statements: UTC; dates that no calendar has; an AUTO_INCREMENT column may hold 0; backslashes escape; the ENUM's error value goes
     * in; tables that foreign keys refer to may come later.
     */
    public static final String TEXT = """
            SET NAMES utf8mb4;
            SET SESSION time_zone = '+00:00';
            SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO';
            SET SESSION foreign_key_checks = 0;
            """;

    private SessionSettings() {}
}
