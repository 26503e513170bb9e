package io.tracker.jobs.commit;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.JobSettings;
import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;

/**
 * Chooses the committer by the output's file system, not by configuration: the promises of {@code _SUCCESS} rest on it. Never renames on
 * an object store.
 */
public final class Committers {
    private static final Set<String> RENAME_IS_ATOMIC = Set.of("file", "hdfs", "viewfs");

    private Committers() {}

    /**
     * The committer of an output.
     *
     * @throws OperatorException if no committer is safe on the file system
     */
    public static PathOutputCommitter of(Path output, TaskAttemptContext attempt) throws IOException {
        new JobSettings(attempt.getConfiguration()).takeOverSuccessMarker();
        FileSystem files = output.getFileSystem(attempt.getConfiguration());
        requireSafe(files);
        return files instanceof S3AFileSystem
                ? new TrackerMagicCommitter(output, attempt)
                : TrackerFileCommitter.create(output, attempt);
    }

    /** Refuses file systems on which no committer of ours is safe. */
    public static void requireSafe(FileSystem files) {
        if (!(files instanceof S3AFileSystem) && !RENAME_IS_ATOMIC.contains(files.getScheme())) {
            throw new OperatorException(
                    "Output cannot be committed safely on this file system: " + files.getUri(),
                    "use s3a://, hdfs:// or file:/// for --warehouse");
        }
    }
}
