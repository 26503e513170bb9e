package io.tracker.agent.server;

import io.tracker.schemas.layout.RowLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Takes an encoded row apart again, by the grammar that the encoder's documentation gives. */
public final class EncodedRow {
    private EncodedRow() {}

    /** Each field in hexadecimal, NULL as a dash. */
    public static List<String> hex(RowLayout layout, byte[] bytes, int start) {
        List<String> fields = new ArrayList<>();
        int at = start;
        for (boolean nullable : layout.nullable()) {
            if (nullable && bytes[at++] == 0) {
                fields.add("-");
                continue;
            }
            int zigzag = 0;
            int shift = 0;
            byte part;
            do {
                part = bytes[at++];
                zigzag |= (part & 0x7f) << shift;
                shift += 7;
            } while (part < 0);
            int length = zigzag >>> 1;
            fields.add(HexFormat.of().formatHex(bytes, at, at + length));
            at += length;
        }
        return fields;
    }

    /** Each field as ASCII text. */
    public static List<String> ascii(RowLayout layout, byte[] bytes, int start) {
        return hex(layout, bytes, start).stream()
                .map(field -> new String(HexFormat.of().parseHex(field), StandardCharsets.US_ASCII))
                .toList();
    }
}
