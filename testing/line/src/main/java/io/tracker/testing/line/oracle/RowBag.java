package io.tracker.testing.line.oracle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Count and digest of a bag of rows: the sum, modulo 2^256, of the SHA-256 of each row. It is the same in any order, and counts a doubled
 * row twice.
 *
 * <p>A row's hash is over its cells, each as one byte (0 for NULL, 1 for a value), and for a value its length in four bytes and its bytes: no
 * two different rows are hashed alike. The sums are also kept for {@value #BUCKETS} buckets by key, so that a difference is found in bounded
 * memory. Not thread safe.
 */
final class RowBag {
    static final int BUCKETS = 1024;
    private static final int WORDS = 4;

    private final int[] keyIndexes;
    private final MessageDigest sha256 = sha256();
    private final long[] counts = new long[BUCKETS];
    private final long[] sums = new long[BUCKETS * WORDS];

    RowBag(Shape shape) {
        this.keyIndexes = shape.keyIndexes();
    }

    void add(byte[][] cells) {
        int bucket = bucket(cells);
        counts[bucket]++;
        addTo(sums, bucket * WORDS, ByteBuffer.wrap(hash(cells)));
    }

    long rows() {
        return Arrays.stream(counts).sum();
    }

    /** The digest in 64 hex digits. */
    String digest() {
        long[] total = new long[WORDS];
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            addTo(total, 0, sum(bucket));
        }
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (long word : total) {
            bytes.putLong(word);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    /** The buckets that are not alike. */
    List<Integer> differingBuckets(RowBag other) {
        List<Integer> differing = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (counts[bucket] != other.counts[bucket] || !sum(bucket).equals(other.sum(bucket))) {
                differing.add(bucket);
            }
        }
        return differing;
    }

    /** The bucket that a row's key falls into. */
    int bucket(byte[][] cells) {
        int hash = 1;
        for (int index : keyIndexes) {
            hash = 31 * hash + Arrays.hashCode(cells[index]);
        }
        return (hash ^ (hash >>> 16) ^ (hash >>> 10)) & (BUCKETS - 1);
    }

    /** The hash of one row. */
    byte[] hash(byte[][] cells) {
        byte[] head = new byte[1 + Integer.BYTES];
        for (byte[] cell : cells) {
            if (cell == null) {
                sha256.update((byte) 0);
            } else {
                ByteBuffer.wrap(head).put((byte) 1).putInt(cell.length);
                sha256.update(head);
                sha256.update(cell);
            }
        }
        return sha256.digest();
    }

    private ByteBuffer sum(int bucket) {
        ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
        for (int word = 0; word < WORDS; word++) {
            bytes.putLong(sums[bucket * WORDS + word]);
        }
        return bytes.flip();
    }

    /** Adds a big-endian number of 256 bits to the one that begins at an index, most significant word first. */
    private static void addTo(long[] target, int start, ByteBuffer number) {
        long carry = 0;
        for (int word = WORDS - 1; word >= 0; word--) {
            long addend = number.getLong(word * Long.BYTES);
            long partial = target[start + word] + addend;
            long overflow = Long.compareUnsigned(partial, addend) < 0 ? 1 : 0;
            long total = partial + carry;
            overflow += Long.compareUnsigned(total, partial) < 0 ? 1 : 0;
            target[start + word] = total;
            carry = overflow;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
