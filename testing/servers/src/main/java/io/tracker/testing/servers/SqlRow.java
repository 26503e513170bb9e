package io.tracker.testing.servers;

import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Writes the literals of one row, in the order of its columns, as every engine reads them. Not for several threads. */
final class SqlRow {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder sql;
    private boolean first = true;

    SqlRow(StringBuilder sql) {
        this.sql = sql;
    }

    SqlRow nothing() {
        return literal("NULL");
    }

    /** NULL in one of {@code n} rows, else what {@code cell} writes. */
    SqlRow nullOnceIn(int n, SplittableRandom random, Consumer<SqlRow> cell) {
        if (Vocabulary.oneIn(n, random)) {
            return nothing();
        }
        cell.accept(this);
        return this;
    }

    SqlRow number(long value) {
        return literal(Long.toString(value));
    }

    SqlRow unsigned(long value) {
        return literal(Long.toUnsignedString(value));
    }

    /** A number as SQL writes it: decimal, with or without an exponent. */
    SqlRow number(String text) {
        return literal(text);
    }

    SqlRow bits(long value) {
        return literal("b'" + Long.toBinaryString(value) + "'");
    }

    SqlRow binary(byte[] value) {
        return literal("X'" + HEX.formatHex(value) + "'");
    }

    /** Text, or a date or time: quoted, whatever is in it. */
    SqlRow text(String value) {
        separate();
        appendQuoted(sql, value);
        return this;
    }

    /** Quotes text for servers whose sql_mode leaves backslash escapes on. */
    static void appendQuoted(StringBuilder sql, String value) {
        sql.append('\'');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\'' -> sql.append("\\'");
                case '\\' -> sql.append("\\\\");
                case 0 -> sql.append("\\0");
                default -> sql.append(c);
            }
        }
        sql.append('\'');
    }

    private SqlRow literal(String text) {
        separate();
        sql.append(text);
        return this;
    }

    private void separate() {
        if (!first) {
            sql.append(',');
        }
        first = false;
    }
}
