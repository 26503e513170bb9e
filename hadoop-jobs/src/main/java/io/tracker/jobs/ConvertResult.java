package io.tracker.jobs;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.job.TaskTwins;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What became of one table.
 *
 * @param ending how
 * @param published what lies in the output
 * @param output where
 * @param twins the tasks of its job that more than one attempt worked on
 */
public record ConvertResult(Ending ending, PublishedTable published, Path output, List<TaskTwins> twins) {
    public ConvertResult {
        twins = List.copyOf(twins);
    }

    /** How a table ended well. */
    public enum Ending {
        /** A job converted and published it. */
        PUBLISHED,
        /** It had been published before, of the same manifests. */
        ALREADY_DONE
    }
}
