package io.tracker.jobs.charset;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Measures the table of a character set on a server. */
final class ServerTables {
    private static final int FOURS = 39_420;
    private static final int PAIRS = 1 << 16;

    private ServerTables() {}

    /**
     * Measures one.
     *
     * @param longest bytes of its longest code, 1 to 4
     */
    static CodeTable of(String charset, int longest, ServerCodes server) throws SQLException {
        char[] singles = new char[256];
        char[] doubles = new char[longest > 1 ? PAIRS : 0];
        char[] triples = new char[longest == 3 ? PAIRS : 0];
        char[] fours = new char[longest == 4 ? FOURS : 0];
        server.ask(charset, "", 1, (code, character) -> singles[code[0] & 0xFF] = only(character));
        if (longest > 1) {
            server.ask(charset, "", 2, (code, character) -> doubles[pair(code, 0)] = only(character));
        }
        if (longest == 3) {
            server.ask(charset, "8F", 2, (code, character) -> triples[pair(code, 1)] = only(character));
        }
        if (longest == 4) {
            server.askFours(
                    0,
                    FOURS,
                    (code, character) ->
                            fours[CodeTable.four(code[0] & 0xFF, code[1] & 0xFF, code[2] & 0xFF, code[3] & 0xFF)] =
                                    only(character));
        }
        return new CodeTable(singles, doubles, triples, fours);
    }

    private static int pair(byte[] code, int at) {
        return ((code[at] & 0xFF) << 8) | (code[at + 1] & 0xFF);
    }

    private static char only(byte[] character) {
        String text = new String(character, StandardCharsets.UTF_8);
        if (text.length() > 1) {
            throw new IllegalStateException("Code is a character beyond U+FFFF: " + text);
        }
        return text.isEmpty() ? 0 : text.charAt(0);
    }
}
