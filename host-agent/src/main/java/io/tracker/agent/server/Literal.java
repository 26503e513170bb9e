package io.tracker.agent.server;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes values as SQL literals that nothing inside them can leave: hexadecimal digits, whatever the {@code sql_mode}. */
public final class Literal {
    private static final HexFormat HEX = HexFormat.of();

    private Literal() {}

    /** A text for metadata statements. */
    public static String text(String value) {
        return "_utf8mb4 X'" + HEX.formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** A string of bytes. */
    static String bytes(byte[] value) {
        return "X'" + HEX.formatHex(value) + "'";
    }

    /**
     * A quoted name for statements whose grammar takes no hexadecimal literal, as of replication channels.
     *
     * @throws IllegalArgumentException if it holds a quote, a backslash or a control character
     */
    public static String quoted(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\'' || c == '"' || c == '\\' || c < ' ') {
                throw new IllegalArgumentException("Name cannot be quoted: " + name);
            }
        }
        return "'" + name + "'";
    }
}
