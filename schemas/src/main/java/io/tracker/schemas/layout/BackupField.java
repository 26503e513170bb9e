package io.tracker.schemas.layout;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One field of a backup's record.
 *
 * @param name the Avro name: valid, and unique without regard to case
 * @param column the true name of the column that it comes from
 * @param part what of the column it holds
 * @param nullable whether it is {@code ["null","bytes"]} instead of {@code bytes}
 */
public record BackupField(String name, String column, Part part, boolean nullable) {
    private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What of a column a field holds. */
    public enum Part {
        /** The text-protocol value; of a FLOAT, the text of its exact DOUBLE. */
        @JsonProperty("value")
        VALUE,
        /**
         * The number behind an ENUM's or SET's text as decimal text, where the empty text alone does not tell: the index of an ENUM's
         * value, of which 0 is the error value, or the bits of a SET's members.
         */
        @JsonProperty("enum-index")
        ENUM_INDEX
    }

    public BackupField {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(part, "part");
        if (!AVRO_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Field name is not valid in Avro: " + name);
        }
    }
}
