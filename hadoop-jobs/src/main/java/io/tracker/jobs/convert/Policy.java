package io.tracker.jobs.convert;

import io.tracker.schemas.types.ColumnType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What becomes of a column's values that its target type cannot hold. */
public enum Policy {
    /** The job fails, naming table, column, row and bytes. */
    FAIL,
    /** NULL is written, and the ledger counts it. */
    NULL,
    /** The column is text: the server's own. The ledger counts the values that are no dates. */
    STRING,
    /** The column holds the server's bytes as they are. */
    BINARY,
    /** The column is INT64 instead of DECIMAL(20,0); a value beyond it fails the job. */
    INT64;

    /** The word that options take. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy that a word names. */
    static Optional<Policy> ofWord(String word) {
        for (Policy policy : values()) {
            if (policy.word().equals(word)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** The policy of a column that no option names. */
    static Policy usual(ColumnType type) {
        return switch (type.type()) {
            case DATE, DATETIME, TIMESTAMP -> NULL;
            case TINYINT,
                    SMALLINT,
                    MEDIUMINT,
                    INT,
                    BIGINT,
                    YEAR,
                    BIT,
                    FLOAT,
                    DOUBLE,
                    DECIMAL,
                    TIME,
                    TEXT,
                    ENUM,
                    SET,
                    JSON,
                    BINARY,
                    GEOMETRY,
                    OTHER_TEXT,
                    OTHER_BINARY -> FAIL;
        };
    }

    /** The policies that a column can have. */
    static Set<Policy> allowed(ColumnType type) {
        return switch (type.type()) {
            case DATE, DATETIME, TIMESTAMP -> EnumSet.of(FAIL, NULL, STRING);
            case TEXT, ENUM, SET, JSON, OTHER_TEXT -> EnumSet.of(FAIL, NULL, BINARY);
            case GEOMETRY -> EnumSet.of(FAIL, BINARY);
            case BIGINT -> type.unsigned() ? EnumSet.of(FAIL, INT64) : EnumSet.of(FAIL);
            case BIT -> type.bits() == Long.SIZE ? EnumSet.of(FAIL, INT64) : EnumSet.of(FAIL);
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR, FLOAT, DOUBLE, DECIMAL, TIME, BINARY, OTHER_BINARY ->
                EnumSet.of(FAIL);
        };
    }
}
