package io.tracker.jobs.dump;

import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.types.MySqlType;

/**
 * A column, and how it is written.
 *
 * @param column the column
 * @param form how
 */
record DumpColumn(UnifiedColumn column, DumpForm form) {
    static DumpColumn of(UnifiedColumn column, DumpOptions options) {
        return new DumpColumn(column, DumpForm.of(column.column().type().type(), options.binary()));
    }

    /**
     * Whether it may be AUTO_INCREMENT. Where LOAD DATA has a SET clause, MariaDB (11.4) makes a new number of a 0 that is not assigned
     * there, whatever the sql_mode.
     */
    boolean mayCountUp() {
        return !column.column().nullable()
                && switch (column.column().type().type()) {
                    case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, FLOAT, DOUBLE -> true;
                    case YEAR,
                            BIT,
                            DECIMAL,
                            DATE,
                            DATETIME,
                            TIMESTAMP,
                            TIME,
                            TEXT,
                            ENUM,
                            SET,
                            JSON,
                            BINARY,
                            GEOMETRY,
                            OTHER_TEXT,
                            OTHER_BINARY -> false;
                };
    }

    /** Whether an ENUM's or SET's members were printed by the server with a character that it could not print. */
    boolean hasUnprintedMember() {
        MySqlType type = column.column().type().type();
        return (type == MySqlType.ENUM || type == MySqlType.SET)
                && column.column().type().members().stream().anyMatch(member -> member.contains("?"));
    }
}
