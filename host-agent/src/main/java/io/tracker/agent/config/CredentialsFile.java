package io.tracker.agent.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads secrets from files: my.cnf-style option files, AWS credentials files, and plain password files.
 *
 * <p>Such files also serve other programs, so unknown sections and keys are passed by. No message holds a line of them.
 */
final class CredentialsFile {
    private final List<String> problems;

    CredentialsFile(List<String> problems) {
        this.problems = problems;
    }

    /** User and password of the {@code [client]} section, by the quoting and escapes of MySQL's option files. */
    Optional<MysqlConfig.Account> myCnf(Path file) {
        Map<String, String> client = sections(file, CredentialsFile::unescape).getOrDefault("client", Map.of());
        return both(file, "[client]", client, "user", "password")
                .map(ignored -> new MysqlConfig.Account(client.get("user"), new Secret(client.get("password"))));
    }

    /** The keys of the {@code [default]} section, or of a file without sections. */
    Optional<StoreConfig.S3Keys> aws(Path file) {
        Map<String, Map<String, String>> sections = sections(file, text -> text);
        Map<String, String> keys = sections.getOrDefault("default", sections.getOrDefault("", Map.of()));
        return both(file, "[default]", keys, "aws_access_key_id", "aws_secret_access_key")
                .map(ignored -> new StoreConfig.S3Keys(
                        keys.get("aws_access_key_id"),
                        new Secret(keys.get("aws_secret_access_key")),
                        Optional.ofNullable(keys.get("aws_session_token")).map(Secret::new)));
    }

    /** The first line. */
    Optional<Secret> password(Path file) {
        return lines(file).map(lines -> new Secret(lines.isEmpty() ? "" : lines.get(0)));
    }

    private Optional<Path> both(Path file, String section, Map<String, String> keys, String first, String second) {
        if (Files.isReadable(file)) {
            for (String key : List.of(first, second)) {
                if (!keys.containsKey(key)) {
                    problems.add("credentials are missing: " + file + ": no " + key + " in " + section);
                }
            }
        }
        return keys.containsKey(first) && keys.containsKey(second) ? Optional.of(file) : Optional.empty();
    }

    private interface Quoting {
        String value(String text);
    }

    private Map<String, Map<String, String>> sections(Path file, Quoting quoting) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        String section = "";
        for (String line : lines(file).orElse(List.of())) {
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
        return sections;
    }

    private Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            problems.add("credentials file is missing: " + file);
        } catch (MalformedInputException e) {
            problems.add("credentials file is not UTF-8: " + file);
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
