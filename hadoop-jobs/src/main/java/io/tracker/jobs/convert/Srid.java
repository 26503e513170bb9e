package io.tracker.jobs.convert;

import java.util.OptionalInt;

/**
 * The spatial reference system of a geometry column, which its rows must have in common: well-known binary has no place for it, so it
 * goes into the file's metadata. One for each column and file. Not thread safe.
 */
public final class Srid {
    private final boolean kept;
    private boolean known;
    private int value;

    /** Of a column whose values keep the server's form, with the SRID before each. */
    static Srid inEachValue() {
        return new Srid(true);
    }

    /** Of a column whose values are well-known binary. */
    static Srid ofColumn() {
        return new Srid(false);
    }

    private Srid(boolean kept) {
        this.kept = kept;
    }

    boolean isKept() {
        return kept;
    }

    /** Whether a row's SRID is that of the rows before it; the first row's always is. */
    boolean admits(int srid) {
        if (!known) {
            known = true;
            value = srid;
        }
        return value == srid;
    }

    /** The SRID; empty if no row had one. */
    public OptionalInt value() {
        return known ? OptionalInt.of(value) : OptionalInt.empty();
    }
}
