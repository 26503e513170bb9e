package io.tracker.jobs.commit;

import io.tracker.jobs.file.PendingFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A small file whose bytes are stored before its name is. {@link #commit} gives it its name in one step, and can do so no more once the
 * output was cleared: on S3 the file is an upload that clearing aborts, elsewhere it lies in the folder for temporary files that clearing
 * deletes first. So a job that was declared dead and goes on publishes nothing. {@link #close} alone discards it.
 */
final class FencedFile implements Closeable {
    private final Path target;
    private final FileSystem files;
    private final byte[] content;
    private final Step commit;
    private final Step discard;
    private boolean ended;

    private interface Step {
        void run() throws IOException;
    }

    private FencedFile(Path target, FileSystem files, byte[] content, Step commit, Step discard) {
        this.target = target;
        this.files = files;
        this.content = content;
        this.commit = commit;
        this.discard = discard;
    }

    /** Stores the bytes. */
    static FencedFile prepare(Path target, Path temporary, byte[] content, Configuration hadoop) throws IOException {
        FileSystem files = target.getFileSystem(hadoop);
        return files instanceof S3AFileSystem
                ? upload(target, files, content)
                : rename(target, new Path(temporary, target.getName()), files, content, hadoop);
    }

    void commit() throws IOException {
        try {
            commit.run();
        } catch (IOException e) {
            if (!isThere()) {
                throw new IOException(
                        "Output was cleared by another run meanwhile: " + target + ": " + e.getMessage()
                                + "; HINT: run again to see whether anything is left to do",
                        e);
            }
            // The step was done, and its reply was lost.
        }
        ended = true;
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            discard.run();
        }
    }

    private boolean isThere() {
        try (FSDataInputStream stream = files.open(target)) {
            return Arrays.equals(stream.readAllBytes(), content);
        } catch (IOException e) {
            return false;
        }
    }

    private static FencedFile upload(Path target, FileSystem files, byte[] content) throws IOException {
        MultipartUploader uploader = files.createMultipartUploader(target).build();
        UploadHandle upload = FutureIO.awaitFuture(uploader.startUpload(target));
        PartHandle part = FutureIO.awaitFuture(
                uploader.putPart(upload, 1, true, target, new ByteArrayInputStream(content), content.length));
        return new FencedFile(
                target,
                files,
                content,
                () -> FutureIO.awaitFuture(uploader.complete(upload, target, Map.of(1, part))),
                () -> FutureIO.awaitFuture(uploader.abort(upload, target)));
    }

    private static FencedFile rename(
            Path target, Path temporary, FileSystem files, byte[] content, Configuration hadoop) throws IOException {
        try (PendingFile file = new PendingFile(temporary, hadoop)) {
            file.stream().write(content);
            file.commit();
        }
        return new FencedFile(
                target,
                files,
                content,
                () -> {
                    if (!files.rename(temporary, target)) {
                        throw new FileNotFoundException(temporary + " cannot be renamed");
                    }
                },
                () -> files.delete(temporary, false));
    }
}
