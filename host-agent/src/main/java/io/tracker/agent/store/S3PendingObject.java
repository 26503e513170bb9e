package io.tracker.agent.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object on its way to S3: a single PUT while it fits into one part, a multipart upload beyond that. The bytes not yet handed to an
 * upload are in one buffer, which grows up to a part.
 */
final class S3PendingObject implements PendingObject {
    private static final int FIRST_BUFFER_BYTES = 1 << 16;

    private final S3Uploads uploads;
    private final PartPool pool;
    private final String key;
    private final List<Future<CompletedPart>> parts = new ArrayList<>();
    private final OutputStream output = new Output();
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int length;
    private long total;
    private Optional<String> uploadId = Optional.empty();
    private boolean failed;
    private boolean committed;

    S3PendingObject(S3Uploads uploads, PartPool pool, String key) {
        this.uploads = uploads;
        this.pool = pool;
        this.key = key;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void commit() throws IOException {
        requireWhole();
        failed = true;
        if (uploadId.isEmpty()) {
            uploads.put(key, buffer, length);
        } else {
            if (length > 0) {
                sendPart(uploadId.get());
            }
            uploads.complete(key, uploadId.get(), completedParts());
        }
        OptionalLong stored = uploads.size(key);
        if (stored.isEmpty() || stored.getAsLong() != total) {
            throw new IOException("size of a stored object differs: " + key + " (got "
                    + (stored.isEmpty() ? "no object" : stored.getAsLong() + " bytes") + ", expected " + total
                    + " bytes)");
        }
        committed = true;
        failed = false;
        pool.giveBuffer(buffer);
        buffer = new byte[0];
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        failed = true;
        parts.forEach(part -> part.cancel(true));
        uploadId.ifPresent(id -> uploads.abort(key, id));
        uploadId = Optional.empty();
    }

    private void write(byte[] bytes, int from, int count) throws IOException {
        requireWhole();
        failed = true;
        int offset = from;
        int left = count;
        while (left > 0) {
            if (length == pool.partBytes()) {
                sendPart(beginUpload());
            }
            int room = Math.min(left, pool.partBytes() - length);
            grow(length + room);
            System.arraycopy(bytes, offset, buffer, length, room);
            length += room;
            offset += room;
            left -= room;
        }
        total += count;
        failed = false;
    }

    /** A write that failed leaves a hole, so nothing may be published after it. */
    private void requireWhole() throws IOException {
        if (failed || committed) {
            throw new IOException("object cannot be written any more: " + key + " (an earlier call "
                    + (committed ? "committed it" : "failed") + ")");
        }
    }

    private String beginUpload() throws IOException {
        if (uploadId.isEmpty()) {
            uploadId = Optional.of(uploads.begin(key));
        }
        return uploadId.get();
    }

    private void sendPart(String id) throws IOException {
        byte[] part = buffer;
        int partLength = length;
        int number = parts.size() + 1;
        failFast();
        try {
            parts.add(pool.submit(() -> {
                try {
                    return uploads.part(key, id, number, part, partLength);
                } finally {
                    pool.giveBuffer(part);
                }
            }));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("upload was interrupted: " + key);
        }
        buffer = pool.takeBuffer();
        length = 0;
    }

    private void failFast() throws IOException {
        for (Future<CompletedPart> part : parts) {
            if (part.isDone()) {
                result(part);
            }
        }
    }

    private List<CompletedPart> completedParts() throws IOException {
        List<CompletedPart> completed = new ArrayList<>();
        for (Future<CompletedPart> part : parts) {
            completed.add(result(part));
        }
        return completed;
    }

    private CompletedPart result(Future<CompletedPart> part) throws IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("upload was interrupted: " + key);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException ended) {
                throw ended;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void grow(int needed) {
        if (needed <= buffer.length) {
            return;
        }
        if (needed * 2L >= pool.partBytes()) {
            byte[] whole = pool.takeBuffer();
            System.arraycopy(buffer, 0, whole, 0, length);
            buffer = whole;
        } else {
            buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            S3PendingObject.this.write(bytes, offset, count);
        }
    }
}
