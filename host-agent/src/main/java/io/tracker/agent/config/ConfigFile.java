package io.tracker.agent.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a configuration file.
 *
 * <p>Grammar: UTF-8. A line is {@code key = value}; white space around both is dropped; nothing is escaped and no line goes on in the
 * next. Empty lines, and lines whose first character is {@code #}, are passed by. A key is given at most once.
 */
final class ConfigFile {
    /**
     * A value and where it stands.
     *
     * @param text the value
     * @param place for messages: {@code agent.properties line 7}, or {@code --set}
     */
    record Entry(String text, String place) {}

    private final Map<ConfigKey, Entry> entries = new EnumMap<>(ConfigKey.class);
    private final List<String> problems;

    private ConfigFile(List<String> problems) {
        this.problems = problems;
    }

    /**
     * Reads the lines.
     *
     * @param name the file, for messages
     * @param overrides {@code key=value} texts that win over the file
     * @param problems takes what is wrong
     */
    static ConfigFile parse(String name, byte[] content, List<String> overrides, List<String> problems) {
        ConfigFile file = new ConfigFile(problems);
        file.readLines(name, content);
        file.readOverrides(overrides);
        return file;
    }

    Optional<Entry> entry(ConfigKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    private void readLines(String name, byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            problems.add(name + ": not UTF-8");
            return;
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String place = name + " line " + number;
            String trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith("#")) {
                continue;
            }
            put(trimmed, place)
                    .ifPresent(earlier -> problems.add(place + ": key is given twice: "
                            + trimmed.substring(0, trimmed.indexOf('=')).strip() + " (first: " + earlier.place()
                            + ")"));
        }
    }

    private void readOverrides(List<String> overrides) {
        for (String override : overrides) {
            Optional<Entry> replaced = put(override, "--set");
            if (replaced.map(Entry::place).filter("--set"::equals).isPresent()) {
                problems.add("--set: key is given twice: " + override.substring(0, override.indexOf('=')));
            }
        }
    }

    private Optional<Entry> put(String line, String place) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            problems.add(place + ": not a setting: no '=' (expected key = value)");
            return Optional.empty();
        }
        String word = line.substring(0, equals).strip();
        Optional<ConfigKey> key = ConfigKey.of(word);
        if (key.isEmpty()) {
            problems.add(place + ": key is not known: " + word
                    + NearestName.of(
                                    word,
                                    Arrays.stream(ConfigKey.values())
                                            .map(ConfigKey::key)
                                            .toList())
                            .map(nearest -> " (nearest: " + nearest + ")")
                            .orElse(""));
            return Optional.empty();
        }
        return Optional.ofNullable(
                entries.put(key.get(), new Entry(line.substring(equals + 1).strip(), place)));
    }
}
