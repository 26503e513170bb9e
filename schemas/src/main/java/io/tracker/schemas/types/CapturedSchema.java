package io.tracker.schemas.types;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table's schema as captured in the snapshot. Where columns are masked, the columns are those that the backup holds, with the types of
 * what it holds, while SHOW CREATE TABLE stays the server's own text.
 *
 * @param createTable the text of SHOW CREATE TABLE
 * @param columns all columns in their order, invisible and generated ones too; without excluded ones
 * @param primaryKey the primary key's columns in key order; empty when there is none
 * @param masking what was done to columns for the sake of personal data; empty if nothing was
 * @param hash SHA-256 in hex of the above, the AUTO_INCREMENT counter left out, which moves with every insert: the UTF-8 of SHOW CREATE
 *     TABLE, then for each column a newline and its name, type, charset, collation, {@code null} or {@code not null},
 *     {@code generated} or {@code stored}, {@code invisible} or {@code visible}, NUL between them, then a newline and the key's columns;
 *     of a masked table then for each masked column a newline, name and what was done, NUL between them, and a newline and the key's id
 */
public record CapturedSchema(
        String createTable,
        List<CapturedColumn> columns,
        List<String> primaryKey,
        Optional<Masking> masking,
        String hash) {
    /** The counter stands among the table's options, on the line that closes the columns; a comment may hold the same words. */
    private static final Pattern COUNTER = Pattern.compile("(?m)^(\\) ENGINE=\\S+) AUTO_INCREMENT=[0-9]+");

    public CapturedSchema {
        Objects.requireNonNull(createTable, "createTable");
        Objects.requireNonNull(masking, "masking");
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A captured schema has no columns: " + createTable);
        }
        Set<String> names = new HashSet<>();
        for (CapturedColumn column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("A captured schema names a column twice: " + column.name());
            }
        }
        for (String key : primaryKey) {
            if (!names.contains(key)) {
                throw new IllegalArgumentException("Primary key column is not in the schema: " + key);
            }
        }
        Set<String> keys = Set.copyOf(primaryKey);
        List<CapturedColumn> stored = columns;
        masking.ifPresent(masks -> masks.requireFits(stored, keys));
        String expected = hash(createTable, columns, primaryKey, masking);
        if (!hash.equals(expected)) {
            throw new IllegalArgumentException("Schema hash differs (got " + hash + ", expected " + expected + ")");
        }
    }

    /** A schema with its hash computed. */
    public static CapturedSchema of(String createTable, List<CapturedColumn> columns, List<String> primaryKey) {
        return of(createTable, columns, primaryKey, Optional.empty());
    }

    private static CapturedSchema of(
            String createTable, List<CapturedColumn> columns, List<String> primaryKey, Optional<Masking> masking) {
        return new CapturedSchema(
                createTable, columns, primaryKey, masking, hash(createTable, columns, primaryKey, masking));
    }

    /**
     * The schema of a backup in which columns are masked.
     *
     * @param masks what is done, by the columns' true names, which the schema must have
     * @param key the id of the key that values are hashed with; empty if none is hashed
     */
    public CapturedSchema masked(Map<String, Masking.How> masks, Optional<String> key) {
        if (masks.isEmpty()) {
            return this;
        }
        List<CapturedColumn> stored = new ArrayList<>();
        List<Masking.MaskedColumn> masked = new ArrayList<>();
        for (CapturedColumn column : columns) {
            Masking.How how = masks.get(column.name());
            if (how == null) {
                stored.add(column);
            } else {
                masked.add(new Masking.MaskedColumn(column.name(), how, column.columnType()));
                how.stored(column).ifPresent(stored::add);
            }
        }
        return of(createTable, stored, primaryKey, Optional.of(new Masking(masked, key)));
    }

    private static String hash(
            String createTable, List<CapturedColumn> columns, List<String> primaryKey, Optional<Masking> masking) {
        StringBuilder text = new StringBuilder(COUNTER.matcher(createTable).replaceFirst("$1"));
        for (CapturedColumn column : columns) {
            text.append('\n')
                    .append(String.join(
                            "\0",
                            column.name(),
                            column.columnType(),
                            column.charset().orElse(""),
                            column.collation().orElse(""),
                            column.nullable() ? "null" : "not null",
                            column.generated() ? "generated" : "stored",
                            column.invisible() ? "invisible" : "visible"));
        }
        text.append('\n').append(String.join("\0", primaryKey));
        masking.ifPresent(masks -> {
            masks.columns().forEach(masked -> text.append('\n')
                    .append(masked.column())
                    .append('\0')
                    .append(masked.how().word()));
            text.append('\n').append(masks.key().orElse(""));
        });
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
