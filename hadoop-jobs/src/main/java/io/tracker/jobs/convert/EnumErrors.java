package io.tracker.jobs.convert;

import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.types.MySqlType;

/** Tells an ENUM's error value, index 0, whose text is empty, from an empty member. */
public final class EnumErrors {
    private static final int NO_FIELD = -1;

    private final boolean isEnum;
    private final int indexField;

    public EnumErrors(UnifiedColumn.Origin origin) {
        this.isEnum = origin.column().type().type() == MySqlType.ENUM;
        this.indexField = origin.enumIndexField().orElse(NO_FIELD);
    }

    /** Whether a row whose text is empty has the error value. */
    public boolean isError(RowCursor row) {
        if (!isEnum) {
            return false;
        }
        if (indexField == NO_FIELD) {
            return true;
        }
        return row.length(indexField) == 1 && row.data()[row.start(indexField)] == '0';
    }
}
