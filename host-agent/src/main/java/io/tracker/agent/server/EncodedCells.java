package io.tracker.agent.server;

import io.tracker.agent.upload.RowSink;
import io.tracker.schemas.container.RowEncoder;
import java.io.IOException;

/** Encodes rows for a sink: the bytes that the server sent, and nothing made of them but the hashes of masked columns. */
final class EncodedCells implements RowCells {
    private final RowEncoder encoder;
    private final RowMask mask;
    private final RowSink sink;
    private int field;

    EncodedCells(RowEncoder encoder, RowMask mask, RowSink sink) {
        this.encoder = encoder;
        this.mask = mask;
        this.sink = sink;
    }

    @Override
    public void begin() {
        encoder.begin();
        field = 0;
    }

    @Override
    public void none() throws IOException {
        encoder.appendNull();
        field++;
    }

    @Override
    public void value(byte[] buffer, int offset, int length) throws IOException {
        if (mask.hides(field)) {
            byte[] hash = mask.hash(buffer, offset, length);
            encoder.append(hash, 0, hash.length);
        } else {
            encoder.append(buffer, offset, length);
        }
        field++;
    }

    @Override
    public void end() throws IOException {
        encoder.end();
        sink.row(encoder.buffer(), 0, encoder.length());
    }
}
