package io.tracker.agent.server;

/**
 * A session variable that is set and read back.
 *
 * @param variable its name
 * @param literal the SQL literal that it is set to
 * @param readBack what the server must then answer; {@code NULL} for NULL
 */
record SessionSetting(String variable, String literal, String readBack) {
    static SessionSetting number(String variable, long value) {
        return new SessionSetting(variable, Long.toString(value), Long.toString(value));
    }

    static SessionSetting text(String variable, String value) {
        return new SessionSetting(variable, Literal.quoted(value), value);
    }
}
