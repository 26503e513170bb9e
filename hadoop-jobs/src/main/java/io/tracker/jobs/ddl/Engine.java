package io.tracker.jobs.ddl;

import io.tracker.jobs.convert.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Engines that read the output, and their words for its types. */
public enum Engine {
    SPARK('`'),
    HIVE('`'),
    TRINO('"'),
    ATHENA('`');

    private final String quote;

    Engine(char quote) {
        this.quote = String.valueOf(quote);
    }

    /** The engine that a word names. */
    public static Optional<Engine> of(String word) {
        return Arrays.stream(values())
                .filter(engine -> engine.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** A name, quoted. */
    String name(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A text, quoted. */
    String text(String text) {
        return this == TRINO
                ? "'" + text.replace("'", "''") + "'"
                : "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** The type that reads a target's values. */
    String type(Target target) {
        return switch (target.kind()) {
            case BOOLEAN -> "boolean";
            case INT32 -> this == TRINO ? "integer" : "int";
            case INT64 -> "bigint";
            case FLOAT -> this == TRINO ? "real" : "float";
            case DOUBLE -> "double";
            case DECIMAL_INT32, DECIMAL_INT64, DECIMAL_FIXED ->
                "decimal(" + target.precision() + "," + target.scale() + ")";
            case DATE -> "date";
            case TIMESTAMP_LOCAL -> timestamp("timestamp_ntz");
            case TIMESTAMP_UTC -> timestamp("timestamp");
            case STRING, JSON -> this == TRINO ? "varchar" : "string";
            case BYTES -> this == TRINO ? "varbinary" : "binary";
        };
    }

    /** Spark alone tells wall clocks from moments in Parquet. */
    private String timestamp(String ofSpark) {
        return switch (this) {
            case SPARK -> ofSpark;
            case TRINO -> "timestamp(6)";
            case HIVE, ATHENA -> "timestamp";
        };
    }
}
