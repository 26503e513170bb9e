package io.tracker.agent.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What every session sets and reads back, so that neither a global variable nor {@code init_connect} changes what is read. A global
 * {@code sql_select_limit} of 10, for one, ends a dump after ten rows without an error.
 */
final class SessionSettings {
    private static final String NO_LIMIT = "18446744073709551615";
    private static final Duration WRITE_PATIENCE = Duration.ofHours(1);
    private static final Duration IDLE_PATIENCE = Duration.ofDays(2);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private SessionSettings() {}

    /** For statements about the server: answers come in utf8mb4. */
    static List<SessionSetting> metadata(Dialect dialect) {
        List<SessionSetting> settings = common(dialect);
        settings.add(SessionSetting.text("character_set_results", "utf8mb4"));
        return settings;
    }

    /** For rows: their bytes come as they are stored. */
    static List<SessionSetting> rows(Dialect dialect) {
        List<SessionSetting> settings = common(dialect);
        settings.add(new SessionSetting("character_set_results", "NULL", "NULL"));
        return settings;
    }

    private static List<SessionSetting> common(Dialect dialect) {
        List<SessionSetting> settings = new ArrayList<>();
        // key bounds are compared with literals of what is stored, impossible dates too; and no ANSI_QUOTES, no
        // PAD_CHAR_TO_FULL_LENGTH
        settings.add(SessionSetting.text("sql_mode", "ALLOW_INVALID_DATES"));
        settings.add(SessionSetting.text("time_zone", "+00:00"));
        settings.add(SessionSetting.text(dialect.isolationVariable(), "REPEATABLE-READ"));
        settings.add(new SessionSetting("sql_select_limit", NO_LIMIT, NO_LIMIT));
        settings.add(SessionSetting.number("autocommit", 1));
        settings.add(SessionSetting.text("completion_type", "NO_CHAIN"));
        settings.add(SessionSetting.number("sql_big_selects", 1));
        settings.add(SessionSetting.number("sql_quote_show_create", 1));
        settings.add(SessionSetting.number("net_write_timeout", WRITE_PATIENCE.toSeconds()));
        settings.add(SessionSetting.number("net_read_timeout", WRITE_PATIENCE.toSeconds()));
        settings.add(SessionSetting.number("wait_timeout", IDLE_PATIENCE.toSeconds()));
        settings.add(SessionSetting.number("lock_wait_timeout", LOCK_PATIENCE.toSeconds()));
        settings.addAll(dialect.settings());
        return settings;
    }
}
