package io.tracker.schemas.types;

import java.util.Objects;
import java.util.Optional;

/**
 * One column as the server described it in {@code information_schema.COLUMNS} at the snapshot.
 *
 * @param name the true name
 * @param dataType {@code DATA_TYPE}, lower case: {@code int}, {@code varchar} …
 * @param columnType {@code COLUMN_TYPE}: {@code int(10) unsigned}, {@code enum('a','b')} …
 * @param nullable whether NULL is allowed
 * @param charset the character set; empty for columns that hold no text
 * @param collation the collation; empty for columns that hold no text
 * @param generated whether the server computes the value
 * @param invisible whether {@code SELECT *} leaves it out
 * @param comment the column's comment
 */
public record CapturedColumn(
        String name,
        String dataType,
        String columnType,
        boolean nullable,
        Optional<String> charset,
        Optional<String> collation,
        boolean generated,
        boolean invisible,
        String comment) {
    public CapturedColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dataType, "dataType");
        Objects.requireNonNull(columnType, "columnType");
        Objects.requireNonNull(charset, "charset");
        Objects.requireNonNull(collation, "collation");
        Objects.requireNonNull(comment, "comment");
    }

    /** The column's type, taken apart. */
    public ColumnType type() {
        return ColumnType.of(this);
    }
}
