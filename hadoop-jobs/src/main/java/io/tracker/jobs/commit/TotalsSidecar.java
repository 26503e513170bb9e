package io.tracker.jobs.commit;

import io.tracker.jobs.file.PendingFile;
import io.tracker.jobs.json.JobDocuments;
import io.tracker.jobs.totals.TaskTotals;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The small file in which a task attempt hands its totals to its committer. Writer and committer are different objects of a task,
 * made by Hadoop, and counters lie: they are those of killed attempts, too.
 */
public final class TotalsSidecar {
    /** Its name; it begins with {@code _}, so that no directory scanner takes it for rows. */
    static final String NAME = "_totals.json";

    private TotalsSidecar() {}

    /** Writes the totals of an attempt. */
    public static void write(Path path, TaskTotals totals, Configuration hadoop) throws IOException {
        try (PendingFile file = new PendingFile(path, hadoop)) {
            file.stream().write(new JobDocuments().write(totals));
            file.commit();
        }
    }

    /**
     * Reads the totals of an attempt.
     *
     * @throws IOException if there are none: the attempt did not see the end of its input, and must not be committed
     */
    static TaskTotals read(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        try (FSDataInputStream stream = files.open(path)) {
            return new JobDocuments().read(stream.readAllBytes(), TaskTotals.class, path.toString());
        } catch (FileNotFoundException e) {
            throw new IOException("Task left no totals, so it did not see the end of its input: " + path, e);
        }
    }
}
