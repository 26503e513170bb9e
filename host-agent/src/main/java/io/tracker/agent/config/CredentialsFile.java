package io.tracker.agent.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets: my.cnf-style option files, AWS credentials files, and plain password files.
 *
 * <p>Such files also serve other programs, so unknown sections and keys are passed by. No message holds a line of them.
 */
final class CredentialsFile {
    private final List<String> problems;

    CredentialsFile(List<String> problems) {
        this.problems = problems;
    }

    /** User and password of the {@code [client]} section, by the quoting and escapes of MySQL's option files. */
    Optional<MysqlConfig.Account> myCnf(SecretSource file) {
        Optional<Map<String, Map<String, String>>> sections = sections(file, CredentialsFile::unescape);
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> client = sections.get().getOrDefault("client", Map.of());
        return both(file, "[client]", client, "user", "password")
                .map(ignored -> new MysqlConfig.Account(client.get("user"), new Secret(client.get("password"))));
    }

    /** The keys of the {@code [default]} section, or of a file without sections. */
    Optional<StoreConfig.S3Keys> aws(SecretSource file) {
        Optional<Map<String, Map<String, String>>> sections = sections(file, text -> text);
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> keys =
                sections.get().getOrDefault("default", sections.get().getOrDefault("", Map.of()));
        return both(file, "[default]", keys, "aws_access_key_id", "aws_secret_access_key")
                .map(ignored -> new StoreConfig.S3Keys(
                        keys.get("aws_access_key_id"),
                        new Secret(keys.get("aws_secret_access_key")),
                        Optional.ofNullable(keys.get("aws_session_token")).map(Secret::new)));
    }

    /** The first line. */
    Optional<Secret> password(SecretSource file) {
        return lines(file).map(lines -> new Secret(lines.isEmpty() ? "" : lines.get(0)));
    }

    /** The bytes of a key, without a line's end behind them. */
    Optional<byte[]> key(SecretSource file, int least) {
        Optional<byte[]> read = bytes(file);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = read.get();
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        if (length < least) {
            problems.add("key is too short: " + file + " (got " + length + " bytes, expected " + least
                    + " or more; openssl rand -hex 32 makes one)");
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(bytes, length));
    }

    private Optional<SecretSource> both(
            SecretSource file, String section, Map<String, String> keys, String first, String second) {
        for (String key : List.of(first, second)) {
            if (!keys.containsKey(key)) {
                problems.add("credentials are missing: " + file + ": no " + key + " in " + section);
            }
        }
        return keys.containsKey(first) && keys.containsKey(second) ? Optional.of(file) : Optional.empty();
    }

    private interface Quoting {
        String value(String text);
    }

    private Optional<Map<String, Map<String, String>>> sections(SecretSource file, Quoting quoting) {
        Optional<List<String>> lines = lines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> sections = new HashMap<>();
        String section = "";
        for (String line : lines.get()) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[") && text.endsWith("]")) {
                section = text.substring(1, text.length() - 1).strip();
            } else if (!text.startsWith("#") && !text.startsWith(";") && equals > 0) {
                sections.computeIfAbsent(section, name -> new HashMap<>())
                        .put(
                                text.substring(0, equals).strip(),
                                quoting.value(text.substring(equals + 1).strip()));
            }
        }
        return Optional.of(sections);
    }

    private Optional<List<String>> lines(SecretSource file) {
        return bytes(file).flatMap(bytes -> {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString()
                        .lines()
                        .toList());
            } catch (CharacterCodingException e) {
                problems.add("credentials file is not UTF-8: " + file);
                return Optional.empty();
            }
        });
    }

    private Optional<byte[]> bytes(SecretSource file) {
        try {
            return Optional.of(file.read());
        } catch (NoSuchFileException e) {
            problems.add("credentials file is missing: " + file);
        } catch (IOException e) {
            problems.add("credentials file cannot be read: " + file + " ("
                    + e.getClass().getSimpleName() + ")");
        }
        return Optional.empty();
    }

    /** "Using Option Files" in MySQL's manual: quotes around a value, a comment behind it, and these escapes. */
    private static String unescape(String text) {
        if (text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '\'')) {
            int close = text.indexOf(text.charAt(0), 1);
            if (close > 0) {
                return escapes(text.substring(1, close));
            }
        }
        int comment = text.indexOf('#');
        return escapes(comment < 0 ? text : text.substring(0, comment).strip());
    }

    private static String escapes(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                value.append(c);
                continue;
            }
            char next = text.charAt(++i);
            switch (next) {
                case 'b' -> value.append('\b');
                case 't' -> value.append('\t');
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 's' -> value.append(' ');
                case '\\' -> value.append('\\');
                default -> value.append(c).append(next);
            }
        }
        return value.toString();
    }
}
