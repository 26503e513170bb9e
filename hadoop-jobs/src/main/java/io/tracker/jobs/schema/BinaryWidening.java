package io.tracker.jobs.schema;

import io.tracker.schemas.types.CapturedColumn;
import java.util.List;

/** Widening among BINARY, VARBINARY and the BLOB types. */
final class BinaryWidening {
    private static final List<String> BLOBS = List.of("tinyblob", "blob", "mediumblob", "longblob");

    /** Bytes of the longest VARBINARY that leaves room for other columns in a row. */
    private static final int MAX_VARBINARY = 16_383;

    private BinaryWidening() {}

    /** BINARY(4) beside BINARY(8) becomes VARBINARY(8): BINARY(8) would pad the shorter values. */
    static CapturedColumn widen(CapturedColumn one, CapturedColumn other) {
        if (!isBlob(one) && !isBlob(other)) {
            int length = Math.max(length(one), length(other));
            if (length <= MAX_VARBINARY) {
                return TypeWidening.declare(one, other, "varbinary", "varbinary(" + length + ")");
            }
        }
        String blob = BLOBS.get(Math.max(rank(one), rank(other)));
        return TypeWidening.declare(one, other, blob, blob);
    }

    private static boolean isBlob(CapturedColumn column) {
        return BLOBS.contains(column.dataType());
    }

    private static int length(CapturedColumn column) {
        List<Integer> arguments = column.type().arguments();
        return arguments.isEmpty() ? 1 : arguments.get(0);
    }

    private static int rank(CapturedColumn column) {
        return isBlob(column) ? BLOBS.indexOf(column.dataType()) : TextWidening.rankOfBytes(length(column));
    }
}
