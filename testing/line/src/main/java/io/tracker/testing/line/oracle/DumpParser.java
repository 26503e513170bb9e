package io.tracker.testing.line.oracle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the lines of a dump apart as LOAD DATA does with FIELDS TERMINATED BY tab, ESCAPED BY backslash, LINES TERMINATED BY newline: bytes,
 * whatever characters they may be part of. Not thread safe.
 */
final class DumpParser {
    private final InputStream bytes;
    private final String place;
    private final int columns;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private long line;

    DumpParser(InputStream bytes, String place, int columns) {
        this.bytes = bytes;
        this.place = place;
        this.columns = columns;
    }

    /** The fields of the next line, {@code null} for NULL; an empty array at the end. */
    byte[][] next() throws IOException {
        int value = bytes.read();
        if (value < 0) {
            return new byte[0][];
        }
        line++;
        List<byte[]> fields = new ArrayList<>(columns);
        while (true) {
            boolean isNull = false;
            field.reset();
            while (value != '\t' && value != '\n') {
                if (value < 0) {
                    throw mismatch("ends without a newline");
                }
                if (value == '\\') {
                    value = bytes.read();
                    isNull |= value == 'N';
                    field.write(unescaped(value));
                } else {
                    field.write(value);
                }
                value = bytes.read();
            }
            if (isNull && field.size() != 1) {
                throw mismatch("has \\N inside a value");
            }
            fields.add(isNull ? null : field.toByteArray());
            if (value == '\n') {
                break;
            }
            value = bytes.read();
        }
        if (fields.size() != columns) {
            throw mismatch("has " + fields.size() + " fields, expected " + columns);
        }
        return fields.toArray(byte[][]::new);
    }

    private int unescaped(int letter) throws MismatchException {
        return switch (letter) {
            case '0' -> 0;
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> 0x1A;
            case -1 -> throw mismatch("ends behind a backslash");
            default -> letter;
        };
    }

    private MismatchException mismatch(String what) {
        return new MismatchException("Dump is malformed: " + place + " line " + line + " " + what);
    }
}
