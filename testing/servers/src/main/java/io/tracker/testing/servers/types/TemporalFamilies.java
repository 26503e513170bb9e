package io.tracker.testing.servers.types;

import io.tracker.testing.servers.Engine;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** DATE and YEAR, DATETIME, TIMESTAMP and TIME with every number of fractional digits. */
final class TemporalFamilies {
    private static final int MOST_DIGITS = 6;

    private TemporalFamilies() {}

    static List<TypeFamily> all(Engine engine) {
        return List.of(
                TypeFamily.of(
                        "dates",
                        TypeColumn.of(
                                "d",
                                "DATE",
                                "'0000-00-00'",
                                "'2026-02-00'",
                                "'2026-00-00'",
                                "'2026-00-15'",
                                "'2026-02-31'",
                                "'0001-01-01'",
                                "'1000-01-01'",
                                "'1582-10-10'",
                                "'1899-12-31'",
                                "'1969-12-31'",
                                "'2024-02-29'",
                                "'9999-12-31'"),
                        TypeColumn.of("required", "DATE NOT NULL", "'2026-11-20'", "'0000-00-00'", "'2026-11-00'"),
                        TypeColumn.of("y", "YEAR", "0", "1901", "2155", "1970")),
                family(
                        "datetimes",
                        digits -> "DATETIME(" + digits + ")",
                        "'0000-00-00 00:00:00'",
                        "'2026-00-00 12:00:00'",
                        "'2026-02-31 23:59:59'",
                        "'0001-01-01 00:00:00'",
                        "'1582-10-10 10:10:10'",
                        "'1969-12-31 23:59:59"),
                family(
                        "timestamps",
                        digits -> "TIMESTAMP(" + digits + ") NULL",
                        "'0000-00-00 00:00:00'",
                        "'1970-01-01 00:00:01'",
                        "'2026-03-29 01:30:00'",
                        "'2038-01-19 03:14:06"),
                family(
                        "times",
                        digits -> "TIME(" + digits + ")",
                        "'-838:59:59'",
                        // MySQL ends at .000000
                        engine == Engine.MARIADB ? "'838:59:59" : "'838:59:59'",
                        "'00:00:00'",
                        "'-00:00:01'",
                        "'100:00:00'",
                        "'-12:34:56",
                        "'838:59:58"));
    }

    /** A column for every number of digits; values that lack their closing quote get all the digits that it takes. */
    private static TypeFamily family(String name, IntFunction<String> type, String... values) {
        return TypeFamily.of(
                name,
                IntStream.rangeClosed(0, MOST_DIGITS)
                        .mapToObj(digits -> new TypeColumn(
                                "f" + digits,
                                type.apply(digits),
                                List.of(values).stream()
                                        .flatMap(value -> value.endsWith("'")
                                                ? List.of(value).stream()
                                                : List.of(
                                                        fraction(value, "999999", digits),
                                                        fraction(value, "000001", digits))
                                                        .stream())
                                        .toList()))
                        .toArray(TypeColumn[]::new));
    }

    private static String fraction(String open, String fraction, int digits) {
        return open + (digits == 0 ? "" : "." + fraction.substring(0, digits)) + "'";
    }
}
