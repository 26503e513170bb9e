package io.tracker.testing.line.oracle;

import java.util.HexFormat;

/** A canonical cell for people. */
final class CellText {
    private static final int SHOWN_BYTES = 60;

    private CellText() {}

    static String of(Column column, byte[] cell) {
        if (cell == null) {
            return "NULL";
        }
        return switch (column.kind()) {
            case INTEGER, YEAR, BIT, DECIMAL, DATE, DATETIME, TIMESTAMP, TIME -> CanonicalCells.ascii(cell);
            case FLOAT, DOUBLE -> {
                long bits = Long.parseUnsignedLong(CanonicalCells.ascii(cell), 16);
                yield Double.toString(Double.longBitsToDouble(bits));
            }
            case TEXT, ENUM, SET, JSON, PRINTED -> isPlain(cell) ? "'" + CanonicalCells.ascii(cell) + "'" : hex(cell);
            case BINARY, GEOMETRY, OTHER -> hex(cell);
        };
    }

    private static boolean isPlain(byte[] cell) {
        if (cell.length > SHOWN_BYTES) {
            return false;
        }
        for (byte value : cell) {
            if (value < ' ' || value == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String hex(byte[] cell) {
        int shown = Math.min(cell.length, SHOWN_BYTES);
        String digits = HexFormat.of().formatHex(cell, 0, shown);
        return "x'" + digits + (shown < cell.length ? "…' (" + cell.length + " bytes)" : "'");
    }
}
