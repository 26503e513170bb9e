package io.tracker.agent.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets written by hand from the protocol's grammar, on streams that give as much as they like. */
final class RowPacketsTest {
    private static final int LONGEST = (1 << 24) - 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1 << 16, 1 << 20})
    void packetsComeWholeHoweverTheStreamIsCut(int mostAtOnce) throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int size : new int[] {0, 1, 5, 65_531, 65_532, 65_533, 200_000, 2}) {
            write(stream, value(size));
        }
        RowPackets packets = new RowPackets(new Sparing(stream.toByteArray(), mostAtOnce));
        for (int size : new int[] {0, 1, 5, 65_531, 65_532, 65_533, 200_000, 2}) {
            packets.next();
            assertArrayEquals(value(size), packets.copy());
            assertFalse(packets.isEnd() || packets.isError());
        }
        assertEquals(0, packets.behind());
        assertThrows(EOFException.class, packets::next);
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST - 1, LONGEST, LONGEST + 1, 2 * LONGEST, 2 * LONGEST + 7})
    void rowsOfSeveralPacketsAreJoined(int size) throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, value(size));
        write(stream, value(3));
        RowPackets packets = new RowPackets(new Sparing(stream.toByteArray(), 1 << 20));

        packets.next();

        assertArrayEquals(value(size), packets.copy());
        packets.next();
        assertArrayEquals(value(3), packets.copy());
    }

    @Test
    void aLongRowThatBeginsAsTheEndDoesIsARow() throws Exception {
        byte[] row = value(LONGEST + 5);
        row[0] = (byte) 0xfe;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, row);
        write(stream, new byte[] {(byte) 0xfe, 0, 0, 2, 0});
        RowPackets packets = new RowPackets(new ByteArrayInputStream(stream.toByteArray()));

        packets.next();
        assertFalse(packets.isEnd());
        packets.next();
        assertTrue(packets.isEnd());
    }

    @Test
    void tellsAnErrorAndWhatCameBehind() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, new byte[] {(byte) 0xff, 37, 5});
        stream.write(9);
        RowPackets packets = new RowPackets(new ByteArrayInputStream(stream.toByteArray()));

        packets.next();

        assertTrue(packets.isError());
        assertEquals(1, packets.behind());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 5, 103, LONGEST + 4, LONGEST + 6})
    void aStreamThatEndsEarlyIsAnError(int bytes) throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        write(stream, value(bytes > LONGEST ? LONGEST + 50 : 100));
        RowPackets packets = new RowPackets(new ByteArrayInputStream(stream.toByteArray(), 0, bytes));
        assertThrows(EOFException.class, packets::next);
    }

    private static byte[] value(int size) {
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++) {
            value[i] = (byte) (i % 101);
        }
        return value;
    }

    private static void write(ByteArrayOutputStream stream, byte[] payload) {
        int at = 0;
        int length;
        do {
            length = Math.min(LONGEST, payload.length - at);
            stream.write(length);
            stream.write(length >> 8);
            stream.write(length >> 16);
            stream.write(0);
            stream.writeBytes(Arrays.copyOfRange(payload, at, at + length));
            at += length;
        } while (length == LONGEST);
    }

    /** Gives at most so many bytes at once. */
    private static final class Sparing extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int most;

        Sparing(byte[] bytes, int most) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, most));
        }
    }
}
