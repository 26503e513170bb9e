package io.tracker.schemas.digest;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * The digest of a bag of rows: the sum, modulo 2^128, of the 128-bit XXH3 hash (seed 0) of each row's encoded record.
 *
 * <p>It is the same in any order and any chunking, and two digests add up to the digest of both bags. It finds damage and mistakes, not
 * forgery. Not thread safe: one accumulator a thread, added up at the end.
 */
public final class RowDigest {
    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    private long high;
    private long low;

    /** Adds one row's encoded record. */
    public void add(byte[] data, int offset, int length) {
        HashValue128 hash = XXH3.hashBytesTo128Bits(data, offset, length);
        add(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** Adds all rows of another digest. */
    public void add(Digest128 other) {
        add(other.high(), other.low());
    }

    /** The sum so far. */
    public Digest128 value() {
        return new Digest128(high, low);
    }

    private void add(long otherHigh, long otherLow) {
        long sum = low + otherLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        low = sum;
        high += otherHigh + carry;
    }
}
