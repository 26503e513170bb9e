package io.tracker.testing.line.oracle;

/**
 * What a place holds of a table, in short.
 *
 * @param rows how many rows
 * @param digest the oracle's digest of them, 64 hex digits
 */
public record Tally(long rows, String digest) {
    private static final int SHORT_DIGITS = 12;

    static Tally of(RowBag bag) {
        return new Tally(bag.rows(), bag.digest());
    }

    /** The first digits of the digest, for people. */
    public String shortDigest() {
        return digest.substring(0, SHORT_DIGITS);
    }
}
