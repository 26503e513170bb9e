package io.tracker.jobs.dump;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A parser of dumps written from LOAD DATA's page of the MySQL manual, sharing nothing with the reader under test. */
final class DumpText {
    private DumpText() {}

    /** The rows; a field that is NULL is null. */
    static List<List<byte[]>> parse(byte[] dump) {
        List<List<byte[]>> rows = new ArrayList<>();
        List<byte[]> row = new ArrayList<>();
        int fieldStart = 0;
        for (int i = 0; i < dump.length; i++) {
            if (dump[i] == '\\') {
                i++;
            } else if (dump[i] == '\t' || dump[i] == '\n') {
                row.add(unescape(dump, fieldStart, i));
                fieldStart = i + 1;
                if (dump[i] == '\n') {
                    rows.add(Collections.unmodifiableList(row));
                    row = new ArrayList<>();
                }
            }
        }
        if (fieldStart != dump.length) {
            throw new IllegalArgumentException("Dump does not end with a newline");
        }
        return rows;
    }

    private static byte[] unescape(byte[] dump, int from, int to) {
        if (to - from == 2 && dump[from] == '\\' && dump[from + 1] == 'N') {
            return null;
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (int i = from; i < to; i++) {
            if (dump[i] != '\\') {
                value.write(dump[i]);
                continue;
            }
            int at = "0bnrtZ".indexOf(dump[++i]);
            value.write(at < 0 ? dump[i] : "\0\b\n\r\t\u001a".charAt(at));
        }
        return value.toByteArray();
    }
}
