package io.tracker.jobs.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code of every character set that a server knows comes out as the server's CONVERT has it, or is refused. */
@ParameterizedClass
@EnumSource
final class ServerCharsetsIT {
    private static final int PLANE = 1 << 16;
    private static final int FOURS = 126 * 10 * 126 * 10;
    private static final int MOST_SHOWN = 5;

    private static ReplicaSet set;

    ServerCharsetsIT(Engine engine) {
        assertEquals(engine, set.installation().engine());
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine));
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        if (set != null) {
            set.close();
            set = null;
        }
    }

    @Test
    void everyCodeOfEveryCharsetIsTheServersCharacterOrIsRefused() throws Exception {
        List<String> wrong = new ArrayList<>();
        try (ServerCodes server = new ServerCodes(set.primary())) {
            for (String charset : charsets()) {
                Optional<TextDecoder> decoder = TextDecoders.of(charset);
                if (decoder.isEmpty()) {
                    // Its values are bytes, not text.
                    assertEquals("binary", charset);
                } else {
                    compare(charset, decoder.get(), server, wrong);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** The resource is made by this test: where it differs, the measured one is left in the module's target folder. */
    @Test
    void theTablesAreThisServers() throws Exception {
        SortedMap<String, CodeTable> measured = new TreeMap<>();
        try (ServerCodes server = new ServerCodes(set.primary())) {
            for (String charset : charsets()) {
                if (!charset.equals("binary") && !isBuiltIn(charset)) {
                    measured.put(charset, ServerTables.of(charset, longest(charset), server));
                }
            }
        }
        SortedMap<String, CodeTable> resource = resource();
        if (set.installation().engine() == Engine.MARIADB) {
            resource.remove("gb18030");
        }
        if (!resource.equals(measured)) {
            Path file = Path.of("target", CodeTables.RESOURCE).toAbsolutePath();
            try (OutputStream output = Files.newOutputStream(file)) {
                CodeTables.write(measured, output);
            }
            throw new AssertionError("Tables of character sets are not the server's; those are in " + file);
        }
    }

    private static void compare(String charset, TextDecoder decoder, ServerCodes server, List<String> wrong)
            throws SQLException {
        int[] characters = {0};
        ServerCodes.Visitor check = (code, character) -> {
            characters[0] += character.length == 0 ? 0 : 1;
            byte[] got = decoder.decode(code, 0, code.length)
                    ? Arrays.copyOfRange(decoder.bytes(), decoder.start(), decoder.start() + decoder.length())
                    : new byte[0];
            if (!Arrays.equals(character, got) && wrong.size() < MOST_SHOWN) {
                wrong.add(charset + " " + HexFormat.of().formatHex(code) + " (got "
                        + HexFormat.of().formatHex(got) + ", expected "
                        + HexFormat.of().formatHex(character) + ")");
            }
        };
        switch (charset) {
            case "ucs2" -> server.ask(charset, "", 2, check);
            case "utf16", "utf16le" -> {
                server.ask(charset, "", 2, check);
                for (int plane = 1; plane <= 16; plane++) {
                    server.askEach(charset, surrogates(plane, charset.equals("utf16le")), PLANE, check);
                }
            }
            case "utf32" -> {
                for (int plane = 0; plane <= 17; plane++) {
                    server.ask(charset, "00" + HexFormat.of().toHexDigits((byte) plane), 2, check);
                }
            }
            case "utf8mb3", "utf8mb4" -> {
                server.ask(charset, "", 1, check);
                server.ask(charset, "", 2, check);
                server.ask(charset, "E0", 2, check);
                server.askEach(charset, threeBytes(), PLANE, check);
                for (int plane = 0; plane <= 17; plane++) {
                    server.askEach(charset, fourBytes(plane), PLANE, check);
                }
            }
            default -> {
                server.ask(charset, "", 1, check);
                if (longest(charset) > 1) {
                    server.ask(charset, "", 2, check);
                }
                if (longest(charset) == 3) {
                    server.ask(charset, "8F", 2, check);
                }
                if (longest(charset) == 4) {
                    for (int first = 0; first < FOURS; first += PLANE) {
                        server.askFours(first, Math.min(PLANE, FOURS - first), check);
                    }
                }
            }
        }
        if (characters[0] < 100) {
            wrong.add(charset + " has " + characters[0] + " characters: the server was not asked right");
        }
    }

    private static String surrogates(int plane, boolean lowFirst) {
        String high = "(55296 + (((" + (plane - 1) + " << 16) + n) >> 10))";
        String low = "(56320 + (n & 1023))";
        return lowFirst
                ? "CONCAT(" + byteOf(high, 0) + ", " + byteOf(high, 8) + ", " + byteOf(low, 0) + ", " + byteOf(low, 8)
                        + ")"
                : "CONCAT(HEX" + high + ", HEX" + low + ")";
    }

    private static String byteOf(String number, int shift) {
        return "LPAD(HEX((" + number + " >> " + shift + ") & 255), 2, '0')";
    }

    /** The form of three bytes of every number, though shorter ones and halves of pairs have none. */
    private static String threeBytes() {
        return "CONCAT(HEX(224 | (n >> 12)), HEX(128 | ((n >> 6) & 63)), HEX(128 | (n & 63)))";
    }

    private static String fourBytes(int plane) {
        String code = "((" + plane + " << 16) + n)";
        return "CONCAT(HEX(240 | (" + code + " >> 18)), HEX(128 | ((" + code
                + " >> 12) & 63)), HEX(128 | ((n >> 6) & 63))," + " HEX(128 | (n & 63)))";
    }

    private static boolean isBuiltIn(String charset) {
        return TextDecoders.isBuiltIn(charset);
    }

    private static SortedMap<String, CodeTable> resource() throws IOException {
        try (InputStream resource = CodeTables.class.getResourceAsStream(CodeTables.RESOURCE)) {
            return resource == null ? new TreeMap<>() : CodeTables.read(resource);
        }
    }

    private static List<String> charsets() throws SQLException {
        return set
                .primary()
                .queryTexts("SELECT CHARACTER_SET_NAME FROM information_schema.CHARACTER_SETS ORDER BY 1")
                .stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    private static int longest(String charset) throws SQLException {
        return Integer.parseInt(set.primary()
                .queryText("SELECT MAXLEN FROM information_schema.CHARACTER_SETS WHERE CHARACTER_SET_NAME = '" + charset
                        + "'"));
    }
}
