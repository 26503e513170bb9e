package io.tracker.jobs.dump;

import io.tracker.jobs.charset.TextDecoder;
import io.tracker.jobs.charset.TextDecoders;
import io.tracker.jobs.convert.DoubleText;
import io.tracker.jobs.convert.Verdict;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.ColumnType;
import java.io.IOException;

/** Chooses how a column is written, once for each source schema. */
final class DumpCells {
    private static final byte[] HEX_DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private DumpCells() {}

    /**
     * The way from a column as a source declares it to the column of the dump.
     *
     * @throws IOException if its text must become utf8mb4, because other shards' is in another character set, and its own is not known
     */
    static DumpCell of(CapturedColumn source, DumpColumn column) throws IOException {
        return switch (column.form()) {
            case SERVER, LABELLED -> server(source, column.column().column());
            case FLOAT -> floats(column.column().column().type());
            case BIT -> bits();
            case HEX -> hex();
        };
    }

    private static DumpCell server(CapturedColumn source, CapturedColumn target) throws IOException {
        String from = source.charset().orElse("");
        String to = target.charset().orElse("");
        if (from.isEmpty() || from.equals(to) || (TextDecoders.isUtf8(from) && to.equals("utf8mb4"))) {
            return (data, start, length, line) -> {
                line.add(data, start, length);
                return Verdict.OK;
            };
        }
        TextDecoder decoder = TextDecoders.of(from)
                .orElseThrow(() -> new IOException("Column cannot be dumped: " + source.name()
                        + ": charset is not known: " + from + " (it differs between shards, so that it must become "
                        + to + "); HINT: convert the shards apart"));
        return (data, start, length, line) -> {
            if (!decoder.decode(data, start, length)) {
                return Verdict.INVALID_BYTES;
            }
            line.add(decoder.bytes(), decoder.start(), decoder.length());
            return Verdict.OK;
        };
    }

    private static DumpCell floats(ColumnType type) {
        DoubleText from = new DoubleText();
        FloatText to = new FloatText();
        boolean scaled = type.arguments().size() == 2;
        return (data, start, length, line) -> {
            Verdict verdict = from.parse(data, start, length);
            if (verdict != Verdict.OK) {
                return verdict;
            }
            float value = (float) from.value();
            if (value != from.value()) {
                return Verdict.OUT_OF_RANGE;
            }
            if (scaled) {
                to.format(value, type.scale());
            } else {
                to.format(value);
            }
            line.add(to.bytes(), 0, to.length());
            return Verdict.OK;
        };
    }

    /** The server's bytes, high byte first, as an unsigned number. */
    private static DumpCell bits() {
        byte[] digits = new byte[20];
        return (data, start, length, line) -> {
            if (length < 1 || length > Long.BYTES) {
                return Verdict.MALFORMED;
            }
            long value = 0;
            for (int i = start; i < start + length; i++) {
                value = (value << Byte.SIZE) | (data[i] & 0xFF);
            }
            int at = digits.length;
            do {
                long rest = Long.divideUnsigned(value, 10);
                digits[--at] = (byte) ('0' + (value - rest * 10));
                value = rest;
            } while (value != 0);
            line.add(digits, at, digits.length - at);
            return Verdict.OK;
        };
    }

    private static DumpCell hex() {
        return new DumpCell() {
            private byte[] digits = new byte[256];

            @Override
            public Verdict add(byte[] data, int start, int length, DumpLine line) {
                if (length > Integer.MAX_VALUE / 4) {
                    return Verdict.OUT_OF_RANGE;
                }
                if (digits.length < 2 * length) {
                    digits = new byte[2 * length];
                }
                for (int i = 0; i < length; i++) {
                    digits[2 * i] = HEX_DIGITS[(data[start + i] >> 4) & 0xF];
                    digits[2 * i + 1] = HEX_DIGITS[data[start + i] & 0xF];
                }
                line.add(digits, 0, 2 * length);
                return Verdict.OK;
            }
        };
    }
}
