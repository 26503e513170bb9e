package io.tracker.schemas.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import com.sun.management.ThreadMXBean;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A million seeded mutations of a block. Three kinds of them: of the stored bytes under the true manifest; of the stored bytes under a
 * manifest that agrees with them; and of the rows, compressed again, so that nothing but the row decoder stands in between.
 */
@Tag("exhaustive")
final class MutationTest {
    private static final long SEED = 20261121;
    private static final int MUTATIONS = 1_000_000;
    private static final int CLASSES_ARE_LOADED = 10_000;
    private static final int HEADER_BYTES = 100;
    private static final int ROW_COUNT = 8;
    private static final int LARGEST_BLOCK = 1 << 10;

    /** Some blocks, and the message of a failure. */
    private static final long MOST_BYTES = 32 * LARGEST_BLOCK;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final byte[] rows = rows();
    private final Digest128 digest = digest(rows);
    private long caught;
    private long otherRows;
    private long most;

    @Test
    void aMutatedBlockIsRefusedOrIsSeenByItsDigestAndNeverCostsMoreMemory() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setChecksum(true).setContentSize(true).setLevel(1);
            byte[] whole = block(zstd, rows);
            assertEquals(digest, read(whole, object(whole, whole)));
            for (int i = 0; i < MUTATIONS; i++) {
                if (i == CLASSES_ARE_LOADED) {
                    most = 0;
                }
                switch (i % 3) {
                    case 0 -> underTheTrueManifest(i, mutate(whole, random), whole);
                    case 1 -> underAManifestThatAgrees(i, mutate(whole, random), whole);
                    default -> underAManifestThatAgrees(i, block(zstd, mutate(rows, random)), whole);
                }
            }
        }
        assertTrue(caught > MUTATIONS / 2, "caught " + caught);
        assertTrue(otherRows > MUTATIONS / 100, "the row decoder is reached: " + otherRows);
        assertTrue(most <= MOST_BYTES, "a read took " + most + " bytes");
    }

    private void underTheTrueManifest(int index, byte[] stored, byte[] whole) {
        if (Arrays.equals(stored, whole)) {
            return;
        }
        if (outcome(index, stored, object(whole, whole)) != Outcome.CAUGHT
                && !Arrays.equals(Arrays.copyOf(stored, whole.length), whole)) {
            throw new AssertionError("Mutation " + index + " of seed " + SEED + " passed");
        }
    }

    private void underAManifestThatAgrees(int index, byte[] stored, byte[] whole) {
        if (!Arrays.equals(stored, whole) && stored.length > 0) {
            outcome(index, stored, object(stored, whole));
        }
    }

    private enum Outcome {
        CAUGHT,
        SAME_ROWS,
        OTHER_ROWS
    }

    private Outcome outcome(int index, byte[] stored, ManifestObject object) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            Digest128 found = read(stored, object);
            otherRows += found.equals(digest) ? 0 : 1;
            return found.equals(digest) ? Outcome.SAME_ROWS : Outcome.OTHER_ROWS;
        } catch (DamagedBackupException e) {
            caught++;
            if (!e.object().equals(SampleTable.KEY) || e.offset() < HEADER_BYTES || e.offset() > object.bytes()) {
                throw new AssertionError("Mutation " + index + " of seed " + SEED + " is placed wrong", e);
            }
            return Outcome.CAUGHT;
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError("Mutation " + index + " of seed " + SEED + " ends untyped", e);
        } finally {
            most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
        }
    }

    private static Digest128 read(byte[] stored, ManifestObject object) throws IOException {
        RowDigest digest = new RowDigest();
        try (BackupRangeReader reader = new BackupRangeReader(
                new ByteArrayInputStream(stored), object, object.ranges().get(0), SampleTable.LAYOUT)) {
            while (reader.next()) {
                assertTrue(reader.row().rowLength() > 0);
                reader.row().addTo(digest);
            }
            return digest.value();
        }
    }

    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(3); i >= 0 && mutated.length > 1; i--) {
            int at = random.nextInt(mutated.length);
            int length = 1 + random.nextInt(Math.min(8, mutated.length - at));
            switch (random.nextInt(7)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(mutated, at, at + length, (byte) (random.nextBoolean() ? 0xFF : 0x80));
                case 3 -> mutated[at] = (byte) (mutated[at] + (random.nextBoolean() ? 1 : -1));
                case 4 -> mutated = Arrays.copyOf(mutated, at);
                case 5 ->
                    mutated = join(mutated, at + length, Arrays.copyOfRange(mutated, at, at + length), at + length);
                default -> mutated = join(mutated, at, new byte[0], at + length);
            }
        }
        return mutated;
    }

    /** The bytes before one offset, others, and the bytes from another offset. */
    private static byte[] join(byte[] bytes, int end, byte[] middle, int begin) {
        byte[] joined = Arrays.copyOf(bytes, end + middle.length + bytes.length - begin);
        System.arraycopy(middle, 0, joined, end, middle.length);
        System.arraycopy(bytes, begin, joined, end + middle.length, bytes.length - begin);
        return joined;
    }

    private static ManifestObject object(byte[] stored, byte[] whole) {
        CRC32C crc = new CRC32C();
        crc.update(stored);
        ManifestRange range = new ManifestRange(HEADER_BYTES, stored.length, ROW_COUNT, crc.getValue());
        return new ManifestObject(
                SampleTable.KEY,
                HEADER_BYTES + stored.length,
                new ManifestObject.Header(HEADER_BYTES, 0),
                HexFormat.of().formatHex(SampleTable.SYNC),
                LARGEST_BLOCK,
                ROW_COUNT,
                whole.length,
                Digest128.ZERO,
                List.of(range));
    }

    private static byte[] rows() {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            RowEncoder encoder = new RowEncoder(SampleTable.LAYOUT, 1 << 10);
            for (int row = 0; row < ROW_COUNT; row++) {
                encoder.begin();
                encoder.append(new byte[] {(byte) ('0' + row)}, 0, 1);
                if (row % 3 == 0) {
                    encoder.appendNull();
                } else {
                    encoder.append(new byte[20 * row], 0, 20 * row);
                }
                encoder.append(new byte[0], 0, 0);
                encoder.append(new byte[] {'1'}, 0, 1);
                encoder.end();
                content.write(encoder.buffer(), 0, encoder.length());
            }
            return content.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Digest128 digest(byte[] rows) {
        try {
            RowDigest digest = new RowDigest();
            RowCursor cursor = new RowCursor(SampleTable.LAYOUT);
            for (int at = 0; at < rows.length; at += cursor.rowLength()) {
                cursor.parse(rows, at, rows.length);
                digest.add(rows, cursor.rowStart(), cursor.rowLength());
            }
            return digest.value();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] block(ZstdCompressCtx zstd, byte[] content) {
        byte[] frame = zstd.compress(content);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(ROW_COUNT << 1);
        for (int length = frame.length << 1; ; length >>>= 7) {
            if ((length & ~0x7F) == 0) {
                block.write(length);
                break;
            }
            block.write(length | 0x80);
        }
        block.writeBytes(frame);
        block.writeBytes(SampleTable.SYNC);
        return block.toByteArray();
    }
}
