package io.tracker.jobs.backup;

import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.JobSettings;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** A place that the operator names: {@code s3a://bucket/prefix}, {@code hdfs://…}, {@code file:///…}. */
public final class StorePath {
    private StorePath() {}

    /**
     * Reads a place.
     *
     * @param option the option that names it, for messages
     * @throws OperatorException if it is not a path with a scheme
     */
    public static Path of(String option, String text) {
        Path path;
        try {
            path = new Path(text);
        } catch (IllegalArgumentException e) {
            throw malformed(option, text, e);
        }
        if (path.toUri().getScheme() == null) {
            throw malformed(option, text, null);
        }
        return path;
    }

    /**
     * The file system of a place.
     *
     * @throws OperatorException if Hadoop knows none of that scheme
     */
    public static FileSystem fileSystem(String option, Path path, Configuration hadoop) throws IOException {
        try {
            new JobSettings(hadoop).readAgainAfterShortReplies();
            return path.getFileSystem(hadoop);
        } catch (UnsupportedFileSystemException e) {
            throw new OperatorException(
                    "No file system serves " + option + ": " + path,
                    "use s3a://, hdfs:// or file:///, or set fs." + path.toUri().getScheme() + ".impl",
                    e);
        }
    }

    private static OperatorException malformed(String option, String text, Exception cause) {
        return new OperatorException(
                "Place is malformed: " + option + " (got " + text + ", expected a scheme and a path)",
                "write it as s3a://bucket/prefix, hdfs://host/path or file:///path",
                cause);
    }
}
