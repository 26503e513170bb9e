package io.tracker.jobs.convert;

/** What a converter made of a cell. Unless it is {@link #OK}, nothing has been given to the sink. */
public enum Verdict {
    OK(""),
    /** A zero or partial date, or a day that the calendar does not have. */
    NOT_A_DATE("zero-date"),
    /** Bytes that are not valid in the column's character set. */
    INVALID_BYTES("invalid-bytes"),
    /** A value that the target type cannot hold. */
    OUT_OF_RANGE("out-of-range"),
    /** A geometry whose SRID is not that of the rows before it. */
    OTHER_SRID("other-srid"),
    /** Not what the server sends for the type: never converted, whatever the policy. */
    MALFORMED("malformed");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word that the ledger uses. */
    public String word() {
        return word;
    }
}
