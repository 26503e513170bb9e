package io.tracker.jobs.dump;

/** Quotes names and texts for statements. The one place where that is done. */
public final class SqlText {
    private SqlText() {}

    /** A name in backticks. */
    public static String name(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A text in single quotes, for a session whose sql_mode lacks NO_BACKSLASH_ESCAPES. */
    public static String literal(String text) {
        StringBuilder quoted = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\'' -> quoted.append("''");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\0' -> quoted.append("\\0");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** A text within a comment to the end of the line. */
    public static String comment(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> line.append(c < ' ' ? '?' : (char) c));
        return line.toString();
    }
}
