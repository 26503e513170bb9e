package io.tracker.jobs.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.commit.impl.CommitOperations;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The uploads below a folder that are neither completed nor aborted; file systems other than S3 have none. */
final class PendingUploads {
    private PendingUploads() {}

    /** All of them. */
    static List<MultipartUpload> below(FileSystem files, Path folder) throws IOException {
        List<MultipartUpload> found = new ArrayList<>();
        if (files instanceof S3AFileSystem store) {
            RemoteIterator<MultipartUpload> uploads = store.listUploads(
                    store.makeQualified(folder).toUri().getPath().substring(1) + "/");
            while (uploads.hasNext()) {
                found.add(uploads.next());
            }
        }
        return found;
    }

    /** Aborts one; one that is gone is fine. */
    static void abort(FileSystem files, MultipartUpload upload) throws IOException {
        try {
            new CommitOperations((S3AFileSystem) files).abortMultipartCommit(upload.key(), upload.uploadId());
        } catch (FileNotFoundException e) {
            // Somebody completed or aborted it.
        }
    }

    /** Aborts all of them. */
    static void abortBelow(FileSystem files, Path folder) throws IOException {
        for (MultipartUpload upload : below(files, folder)) {
            abort(files, upload);
        }
    }
}
