package io.tracker.jobs.convert;

import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.types.ColumnType;
import io.tracker.schemas.types.MySqlType;

/**
 * Tells apart values of a column of one source that a server prints alike. An ENUM's error value prints as its empty member does; and a
 * SET prints no empty member before the others: of {@code SET('','x')} 0 and 1 are the empty text, 2 and 3 are {@code x}.
 */
public final class Lookalikes {
    private static final int NONE = -1;

    private final boolean isEnum;
    private final int numberField;
    private final int emptyMember;

    /** What is meant by a text. */
    public enum Meaning {
        /** What it says. */
        ITSELF("", ""),
        /** The empty text: an ENUM's error value, index 0. */
        ENUM_ERROR("enum-error", "empty-text"),
        /** A SET that has the empty member too, before those that are printed. */
        EMPTY_MEMBER("empty-member", "text");

        private final String word;
        private final String action;

        Meaning(String word, String action) {
            this.word = word;
            this.action = action;
        }

        /** The reason in the ledger. */
        public String word() {
            return word;
        }

        /** What the ledger says of values that are written as the server prints them. */
        public String asPrinted() {
            return action;
        }
    }

    public Lookalikes(UnifiedColumn.Origin origin) {
        ColumnType type = origin.column().type();
        this.isEnum = type.type() == MySqlType.ENUM;
        this.numberField = origin.enumIndexField().orElse(NONE);
        this.emptyMember = type.type() == MySqlType.SET ? type.members().indexOf("") : NONE;
    }

    /** The meaning of the text in a row where it is not NULL. */
    public Meaning of(RowCursor row, int textLength) {
        if (isEnum) {
            return textLength == 0 && (numberField == NONE || number(row) == 0) ? Meaning.ENUM_ERROR : Meaning.ITSELF;
        }
        return emptyMember != NONE && numberField != NONE && Long.numberOfTrailingZeros(number(row)) == emptyMember
                ? Meaning.EMPTY_MEMBER
                : Meaning.ITSELF;
    }

    private long number(RowCursor row) {
        int end = row.start(numberField) + row.length(numberField);
        long number = 0;
        for (int i = row.start(numberField); i < end; i++) {
            number = 10 * number + (row.data()[i] - '0');
        }
        return number;
    }
}
