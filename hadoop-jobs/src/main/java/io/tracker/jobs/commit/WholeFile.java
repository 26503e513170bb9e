package io.tracker.jobs.commit;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** Writes a small file whole or not at all: closing a stream of Hadoop publishes what was written until then, failed or not. */
final class WholeFile {
    private WholeFile() {}

    static void write(FileSystem files, Path path, byte[] content) throws IOException {
        FSDataOutputStream stream = files.create(path, true);
        try {
            stream.write(content);
        } catch (IOException | RuntimeException e) {
            if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
                stream.abort();
            } else {
                stream.close();
                files.delete(path, false);
            }
            throw e;
        }
        stream.close();
    }
}
