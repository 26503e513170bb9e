package io.tracker.schemas.types;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent did to columns that hold personal data, before their values left the host.
 *
 * @param columns each once; at least one
 * @param key the id of the key that values are hashed with: two backups with the same id hash alike; empty if no column is hashed
 */
public record Masking(List<MaskedColumn> columns, Optional<String> key) {
    /** Type of a hashed column: HMAC-SHA-256 in lower-case hex. */
    public static final String HASH_TYPE = "char(64)";

    private static final String HASH_CHARSET = "ascii";

    /** What is done to a column. */
    public enum How {
        /** The backup has no such column. */
        @JsonProperty("excluded")
        EXCLUDED,
        /**
         * Each value is HMAC-SHA-256 of the bytes that the backup would hold without it, in lower-case hex; NULL stays NULL.
         */
        @JsonProperty("hash")
        HASH,
        /** Each value is NULL. */
        @JsonProperty("null")
        NULL;

        /** The word in documents and in the configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The column as the backup holds it. */
        Optional<CapturedColumn> stored(CapturedColumn column) {
            return switch (this) {
                case EXCLUDED -> Optional.empty();
                case HASH ->
                    Optional.of(new CapturedColumn(
                            column.name(),
                            "char",
                            HASH_TYPE,
                            column.nullable(),
                            Optional.of(HASH_CHARSET),
                            Optional.of(HASH_CHARSET + "_bin"),
                            false,
                            column.invisible(),
                            column.comment()));
                case NULL ->
                    Optional.of(new CapturedColumn(
                            column.name(),
                            column.dataType(),
                            column.columnType(),
                            true,
                            column.charset(),
                            column.collation(),
                            false,
                            column.invisible(),
                            column.comment()));
            };
        }
    }

    /**
     * One masked column.
     *
     * @param column its true name
     * @param how what was done
     * @param columnType its type at the server
     */
    public record MaskedColumn(String column, How how, String columnType) {
        public MaskedColumn {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(how, "how");
            Objects.requireNonNull(columnType, "columnType");
        }
    }

    public Masking {
        columns = List.copyOf(columns);
        Objects.requireNonNull(key, "key");
        Set<String> names = new HashSet<>();
        boolean hashed = false;
        for (MaskedColumn masked : columns) {
            hashed |= masked.how() == How.HASH;
            if (!names.add(masked.column())) {
                throw new IllegalArgumentException("A masking names a column twice: " + masked.column());
            }
        }
        if (columns.isEmpty() || hashed != key.isPresent()) {
            throw new IllegalArgumentException(
                    "A masking names no column, or does not name the key exactly where it hashes: " + columns);
        }
    }

    /** What is done to a column, by its true name; empty if nothing is. */
    public Optional<How> of(String column) {
        return columns.stream()
                .filter(masked -> masked.column().equals(column))
                .map(MaskedColumn::how)
                .findFirst();
    }

    void requireFits(List<CapturedColumn> stored, Set<String> primaryKey) {
        Map<String, CapturedColumn> byName = new HashMap<>();
        stored.forEach(column -> byName.put(column.name(), column));
        for (MaskedColumn masked : columns) {
            CapturedColumn column = byName.get(masked.column());
            boolean fits =
                    switch (masked.how()) {
                        case EXCLUDED -> column == null;
                        case HASH -> column != null && column.columnType().equals(HASH_TYPE) && !column.generated();
                        case NULL -> column != null && column.nullable() && !column.generated();
                    };
            if (!fits || primaryKey.contains(masked.column())) {
                throw new IllegalArgumentException("Masked column does not fit the schema: " + masked);
            }
        }
    }
}
