package io.tracker.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class DrainTest {
    private static final int LONGEST = 0xffffff;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void countsRowsUpToTheirEnd() throws IOException {
        packet(0xfe, 30); // two definitions of columns, of which one looks like an end
        packet(3, 30);
        packet(1, 2);
        packet(0xfb, 1);
        packet(4, 200_000); // more than the buffer
        packet(0xfe, 7);
        packet(1, 2); // behind the end
        assertEquals(3, drain().rows(2));
    }

    @Test
    void countsARowOfSeveralPacketsOnce() throws IOException {
        packet(0xfe, LONGEST);
        packet(0xfe, LONGEST);
        packet(0xfe, 10);
        packet(0xfe, LONGEST);
        packet(0, 0);
        packet(0xfe, 5);
        assertEquals(2, drain().rows(0));
    }

    @Test
    void throwsWhatIsNoEnd() throws IOException {
        packet(1, 2);
        assertThrows(EOFException.class, () -> drain().rows(0));
        packet(0xff, 20);
        assertThrows(IOException.class, () -> drain().rows(0));
    }

    private Drain drain() {
        return new Drain(new ByteArrayInputStream(sent.toByteArray()));
    }

    private void packet(int first, int length) {
        sent.write(length);
        sent.write(length >> 8);
        sent.write(length >> 16);
        sent.write(1);
        byte[] content = new byte[length];
        if (length > 0) {
            content[0] = (byte) first;
        }
        sent.writeBytes(content);
    }
}
