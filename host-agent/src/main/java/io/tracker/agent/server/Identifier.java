package io.tracker.agent.server;

/** Quotes identifiers: the one place where a name of a schema, table or column becomes part of a statement. */
public final class Identifier {
    private Identifier() {}

    /**
     * The identifier in backticks, those inside doubled. This is right under every {@code sql_mode}.
     *
     * @throws IllegalArgumentException for an empty name, or one with NUL, which no server allows
     */
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Identifier is empty or holds NUL");
        }
        return "`" + name.replace("`", "``") + "`";
    }
}
