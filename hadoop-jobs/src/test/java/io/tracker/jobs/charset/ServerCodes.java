package io.tracker.jobs.charset;

import io.tracker.testing.servers.Node;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;

/** Asks a server what every code of a character set is. Not thread safe. */
final class ServerCodes implements AutoCloseable {
    private final Connection connection;

    /** Receives codes. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One code.
         *
         * @param code its bytes
         * @param character its character in UTF-8; empty if the server takes the bytes for none, or has no character for them
         */
        void code(byte[] code, byte[] character);
    }

    ServerCodes(Node server) throws SQLException {
        this.connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = '', character_set_results = NULL");
            statement.execute("CREATE DATABASE IF NOT EXISTS codes");
            statement.execute("CREATE TABLE IF NOT EXISTS codes.n (n INT PRIMARY KEY)");
            statement.execute(
                    "INSERT IGNORE INTO codes.n WITH RECURSIVE d AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM d WHERE i < 255)"
                            + " SELECT a.i * 256 + b.i FROM d a, d b");
        }
    }

    /** Asks for the codes of a prefix, in hex, and so many bytes behind it, one or two. */
    void ask(String charset, String prefix, int bytes, Visitor visitor) throws SQLException {
        askEach(
                charset,
                "CONCAT('" + prefix + "', LPAD(HEX(n), " + 2 * bytes + ", '0'))",
                1 << (Byte.SIZE * bytes),
                visitor);
    }

    /** Asks for the codes of four bytes that GB 18030 numbers: indexes from a first one on. */
    void askFours(int first, int count, Visitor visitor) throws SQLException {
        String index = "(" + first + " + n)";
        askEach(
                "gb18030",
                "CONCAT(HEX(129 + " + index + " DIV 12600), HEX(48 + " + index + " DIV 1260 % 10), HEX(129 + " + index
                        + " DIV 10 % 126), HEX(48 + " + index + " % 10))",
                count,
                visitor);
    }

    /** Asks for the codes that an expression over {@code n}, from 0 to at most 65535, gives in hex. */
    void askEach(String charset, String expression, int count, Visitor visitor) throws SQLException {
        String sql = "SELECT raw, CONVERT(code USING utf8mb4), CAST(code AS BINARY), CHAR_LENGTH(code) FROM"
                + " (SELECT raw, CONVERT(raw USING " + charset + ") AS code FROM"
                + " (SELECT UNHEX(" + expression + ") AS raw FROM codes.n WHERE n < " + count + ") r) c";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                byte[] raw = rows.getBytes(1);
                byte[] character = rows.getBytes(2);
                // Bytes that mean nothing in the set come back changed, cut off, or as several characters.
                if (rows.getInt(4) == 1 || !Arrays.equals(raw, rows.getBytes(3))) {
                    boolean kept = Arrays.equals(raw, rows.getBytes(3)) && isCharacter(raw, character);
                    visitor.code(raw, kept ? character : new byte[0]);
                }
            }
        }
    }

    /** A question mark that none was, and U+FFFD, stand for what the server has no character for. */
    private static boolean isCharacter(byte[] raw, byte[] character) {
        if (character == null || character.length == 0) {
            return false;
        }
        try {
            int codePoint = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(character))
                    .codePoints()
                    .sum();
            return codePoint == '?'
                    ? raw[raw.length - 1] == '?' || raw[0] == '?'
                    : codePoint != 0xFFFD || isUnicode(raw);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isUnicode(byte[] raw) {
        for (String unicode : new String[] {"FFFD", "FDFF", "0000FFFD", "EFBFBD", "8431A437"}) {
            if (Arrays.equals(raw, HexFormat.of().parseHex(unicode))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
