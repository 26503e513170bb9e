package io.tracker.schemas.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.digest.RowDigest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.ManifestRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupObjectTest {
    private static final ContainerOptions SMALL = new ContainerOptions(1, 1 << 10, 4_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void returnsRangeByRangeWhatWasWritten(long seed) throws IOException {
        List<byte[][]> rows = SampleTable.rows(seed, 2_000);
        SampleTable.Written written = SampleTable.write(rows, SMALL);
        assertTrue(written.object().ranges().size() > 5, "one range proves little");
        List<byte[][]> read = new ArrayList<>();
        Digest128 digest = Digest128.ZERO;
        for (ManifestRange range : written.object().ranges()) {
            digest = digest.plus(read(written.bytes(), written.object(), range, read));
        }
        assertSameRows(rows, read);
        assertEquals(written.object().digest(), digest);
        assertEquals(2_000, written.object().rows());
        assertEquals(written.bytes().length, written.object().bytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void isReadByAvrosOwnReader(long seed) throws IOException {
        List<byte[][]> rows = SampleTable.rows(seed, 500);
        SampleTable.Written written = SampleTable.write(rows, SMALL);
        List<byte[][]> read = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(written.bytes()), new GenericDatumReader<>())) {
            assertEquals("zstandard", reader.getMetaString("avro.codec"));
            assertEquals("rs1.pins_0001", reader.getMetaString("tracker.shard"));
            assertEquals("ünï", reader.getSchema().getFields().get(1).getProp("tracker.column"));
            for (GenericRecord record : reader) {
                byte[][] row = new byte[SampleTable.LAYOUT.size()][];
                for (int i = 0; i < row.length; i++) {
                    ByteBuffer value = (ByteBuffer) record.get(i);
                    if (value != null) {
                        row[i] = new byte[value.remaining()];
                        value.get(row[i]);
                    }
                }
                read.add(row);
            }
        }
        assertSameRows(rows, read);
    }

    /** By which readers that know no manifest unpack a block at once, and find damage in it. */
    @Test
    void namesInEachFrameTheSizeOfItsContentAndItsChecksum() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(7, 500), SMALL);
        int frames = 0;
        for (ManifestRange range : written.object().ranges()) {
            BinaryDecoder blocks = DecoderFactory.get()
                    .binaryDecoder(written.bytes(), (int) range.offset(), (int) range.length(), null);
            while (!blocks.isEnd()) {
                assertTrue(blocks.readLong() > 0);
                byte[] frame = new byte[(int) blocks.readLong()];
                blocks.readFixed(frame);
                blocks.skipFixed(16);
                long size = Zstd.getFrameContentSize(frame);
                assertEquals(size, Zstd.decompress(frame, 1 << 20).length);
                assertTrue((frame[4] & 4) != 0, "RFC 8878, 3.1.1.1.1: Content_Checksum_flag");
                frames++;
            }
        }
        assertTrue(frames > 1);
    }

    @Test
    void hasNoRangesWhenThereAreNoRows() throws IOException {
        SampleTable.Written written = SampleTable.write(List.of(), SMALL);
        assertEquals(List.of(), written.object().ranges());
        assertEquals(Digest128.ZERO, written.object().digest());
        assertEquals(written.bytes().length, written.object().header().length());
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 5_000_000})
    void keepsRowsLargerThanABlock(int bytes) throws IOException {
        byte[] large = new byte[bytes];
        new java.util.Random(6).nextBytes(large);
        List<byte[][]> rows =
                List.of(new byte[][] {{'1'}, large, null, null}, new byte[][] {{'2'}, null, {}, {'2'}}, new byte[][] {
                    {'3'}, large, {}, {'0'}
                });
        SampleTable.Written written = SampleTable.write(rows, SMALL);
        List<byte[][]> read = new ArrayList<>();
        for (ManifestRange range : written.object().ranges()) {
            read(written.bytes(), written.object(), range, read);
        }
        assertSameRows(rows, read);
    }

    @Test
    void catchesEveryFlippedBitOfEveryByte() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(9, 120), SMALL);
        for (int offset = 0; offset < written.bytes().length; offset++) {
            byte[] damaged = written.bytes().clone();
            damaged[offset] ^= (byte) (1 << (offset % 8));
            int at = offset;
            DamagedBackupException e = assertThrows(
                    DamagedBackupException.class, () -> readAll(damaged, written.object()), () -> "byte " + at);
            assertEquals(SampleTable.KEY, e.object());
            assertTrue(e.offset() >= 0 && e.offset() <= offset, () -> "byte " + at + " reported at " + e.offset());
        }
    }

    @Test
    void catchesEveryTruncation() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(10, 60), SMALL);
        for (int length = 0; length < written.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(written.bytes(), length);
            int at = length;
            DamagedBackupException e = assertThrows(
                    DamagedBackupException.class, () -> readAll(cut, written.object()), () -> "cut at " + at);
            assertTrue(e.getMessage().startsWith("Backup object is damaged: " + SampleTable.KEY), e.getMessage());
        }
    }

    @Test
    void refusesAFrameThatUnpacksToMoreThanTheManifestSays() throws IOException {
        byte[] zeros = new byte[500_000];
        SampleTable.Written bomb = SampleTable.write(List.<byte[][]>of(new byte[][] {{'1'}, zeros, null, null}), SMALL);
        ManifestObject honest = bomb.object();
        ManifestObject tight = new ManifestObject(
                honest.key(),
                honest.bytes(),
                honest.header(),
                honest.sync(),
                4_096,
                honest.rows(),
                honest.rowBytes(),
                honest.digest(),
                honest.ranges());
        DamagedBackupException e = assertThrows(DamagedBackupException.class, () -> readAll(bomb.bytes(), tight));
        assertTrue(e.getMessage().contains("zstandard frame"), e.getMessage());
    }

    @Test
    void readsARangeOutOfTheMiddleOfALongerStream() throws IOException {
        SampleTable.Written written = SampleTable.write(SampleTable.rows(11, 800), SMALL);
        ManifestRange second = written.object().ranges().get(1);
        List<byte[][]> rows = new ArrayList<>();
        read(written.bytes(), written.object(), second, rows);
        assertEquals(second.rows(), rows.size());
    }

    private static void readAll(byte[] bytes, ManifestObject object) throws IOException {
        BackupHeader.prove(
                Arrays.copyOf(bytes, Math.min(bytes.length, object.header().length())), object);
        for (ManifestRange range : object.ranges()) {
            read(bytes, object, range, new ArrayList<>());
        }
    }

    private static Digest128 read(byte[] bytes, ManifestObject object, ManifestRange range, List<byte[][]> rows)
            throws IOException {
        int start = (int) Math.min(range.offset(), bytes.length);
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes, start, bytes.length - start);
        RowDigest digest = new RowDigest();
        try (BackupRangeReader reader = new BackupRangeReader(stream, object, range, SampleTable.LAYOUT)) {
            while (reader.next()) {
                RowCursor row = reader.row();
                row.addTo(digest);
                byte[][] values = new byte[SampleTable.LAYOUT.size()][];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.isNull(i)
                            ? null
                            : Arrays.copyOfRange(row.data(), row.start(i), row.start(i) + row.length(i));
                }
                rows.add(values);
            }
            return digest.value();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void assertSameRows(List<byte[][]> expected, List<byte[][]> got) {
        assertEquals(expected.size(), got.size());
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).length; j++) {
                assertArrayEquals(expected.get(i)[j], got.get(i)[j], "row " + i + " field " + j);
            }
        }
    }
}
