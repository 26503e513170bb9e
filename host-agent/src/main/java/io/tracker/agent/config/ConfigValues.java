package io.tracker.agent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the texts of a configuration into values, and gathers what is wrong with any of them. */
final class ConfigValues {
    private static final String SECRET = "a path, credential:NAME or env:VARIABLE";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(B|KiB|MiB|GiB|TiB)?");
    private static final Map<String, Long> SIZE_UNITS =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private final ConfigFile file;
    private final Map<String, String> environment;
    private final List<String> problems;

    /** Values of a file, with the variables of this process that they may name. */
    ConfigValues(ConfigFile file, Map<String, String> environment, List<String> problems) {
        this.file = file;
        this.environment = environment;
        this.problems = problems;
    }

    /** What the file gives, or else the default. An empty value in the file counts as not given. */
    Optional<String> text(ConfigKey key) {
        Optional<String> given = file.entry(key).map(ConfigFile.Entry::text).filter(text -> !text.isEmpty());
        if (given.isEmpty() && key.required()) {
            problems.add("key is missing: " + key.key() + " (expected " + key.form() + ")");
        }
        return given.or(key::defaultValue);
    }

    Optional<Path> path(ConfigKey key) {
        return text(key).map(Path::of);
    }

    /** Where a secret stands. */
    Optional<SecretSource> secret(ConfigKey key) {
        Optional<String> text = text(key);
        try {
            return text.map(one -> SecretSource.of(one, environment));
        } catch (InvalidPathException e) {
            wrong(key, e.getInput(), SECRET);
            return Optional.empty();
        }
    }

    int number(ConfigKey key, int least, int most) {
        return (int) within(key, least, most, text -> text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1);
    }

    long bytes(ConfigKey key, long least, long most) {
        return within(key, least, most, text -> {
            Matcher size = SIZE.matcher(text);
            return size.matches()
                    ? Math.multiplyExact(
                            Long.parseLong(size.group(1)),
                            SIZE_UNITS.get(Optional.ofNullable(size.group(2)).orElse("B")))
                    : -1;
        });
    }

    Duration duration(ConfigKey key, Duration least, Duration most) {
        String text = text(key).orElseThrow();
        Matcher parts = DURATION.matcher(text);
        if (parts.matches()) {
            Duration value = DURATION_UNITS.get(parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                return value;
            }
        }
        wrong(key, text, "a duration such as 500ms, 30s, 15m, 2h, 1d, from " + text(least) + " to " + text(most));
        return least;
    }

    <E extends Enum<E>> E choice(ConfigKey key, Class<E> type, E fallback) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        for (E one : type.getEnumConstants()) {
            if (word(one).equals(text.get())) {
                return one;
            }
        }
        wrong(
                key,
                text.get(),
                String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(ConfigValues::word)
                                .toList()));
        return fallback;
    }

    /** Notes that a value is not usable. */
    void wrong(ConfigKey key, String got, String expected) {
        problems.add(file.entry(key).map(entry -> entry.place() + ": ").orElse("") + key.key() + " is not usable (got "
                + got + ", expected " + expected + ")");
    }

    void problem(String what) {
        problems.add(what);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Reading {
        long of(String text);
    }

    private long within(ConfigKey key, long least, long most, Reading reading) {
        String text = text(key).orElseThrow();
        long value;
        try {
            value = reading.of(text);
        } catch (ArithmeticException e) {
            value = -1;
        }
        if (value < least || value > most) {
            wrong(key, text, key.form() + " from " + least + " to " + most);
            return least;
        }
        return value;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
