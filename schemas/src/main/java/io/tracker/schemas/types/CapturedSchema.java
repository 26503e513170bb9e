package io.tracker.schemas.types;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table's schema as captured in the snapshot.
 *
 * @param createTable the text of SHOW CREATE TABLE
 * @param columns all columns in their order, invisible and generated ones too
 * @param primaryKey the primary key's columns in key order; empty when there is none
 * @param hash SHA-256 in hex of the above, the AUTO_INCREMENT counter left out, which moves with every insert: the UTF-8 of SHOW CREATE
 *     TABLE, then for each column a newline and its name, type, charset, collation, {@code null} or {@code not null},
 *     {@code generated} or {@code stored}, {@code invisible} or {@code visible}, NUL between them, then a newline and the key's columns
 */
public record CapturedSchema(String createTable, List<CapturedColumn> columns, List<String> primaryKey, String hash) {
    /** The counter stands among the table's options, on the line that closes the columns; a comment may hold the same words. */
    private static final Pattern COUNTER = Pattern.compile("(?m)^(\\) ENGINE=\\S+) AUTO_INCREMENT=[0-9]+");

    public CapturedSchema {
        Objects.requireNonNull(createTable, "createTable");
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
        String expected = hash(createTable, columns, primaryKey);
        if (!hash.equals(expected)) {
            throw new IllegalArgumentException("Schema hash differs (got " + hash + ", expected " + expected + ")");
        }
    }

    /** A schema with its hash computed. */
    public static CapturedSchema of(String createTable, List<CapturedColumn> columns, List<String> primaryKey) {
        return new CapturedSchema(createTable, columns, primaryKey, hash(createTable, columns, primaryKey));
    }

    private static String hash(String createTable, List<CapturedColumn> columns, List<String> primaryKey) {
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
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
