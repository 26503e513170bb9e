package io.tracker.jobs.print;

import io.tracker.jobs.schema.TableSchema;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.names.TableRef;

/** Writes rows as text, one a line. Not thread safe. */
public interface RowText {
    /** What stands before the first row; nothing where there is none. */
    String head();

    /**
     * A row with the end of its line.
     *
     * @param source index of its schema among the table's
     */
    String row(TableRef table, int source, RowCursor row);

    /** The forms. */
    enum Form {
        /** A line of names, then values with tabs between them; {@code \N} is NULL, and backslashes escape. */
        TSV,
        /** One object a line. */
        JSON,
        /** INSERT statements that give the row back byte by byte. */
        SQL;

        /** Text in this form. */
        public RowText of(TableSchema schema) {
            return switch (this) {
                case TSV -> new TsvText(schema);
                case JSON -> new JsonText(schema);
                case SQL -> new SqlRowText(schema);
            };
        }
    }
}
