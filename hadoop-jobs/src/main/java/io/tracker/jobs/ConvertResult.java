package io.tracker.jobs;

import io.tracker.jobs.commit.PublishedTable;
import org.apache.hadoop.fs.Path;

/**
 * What became of one table.
 *
 * @param ending how
 * @param published what lies in the output
 * @param output where
 */
public record ConvertResult(Ending ending, PublishedTable published, Path output) {
    /** How a table ended well. */
    public enum Ending {
        /** A job converted and published it. */
        PUBLISHED,
        /** It had been published before, of the same manifests. */
        ALREADY_DONE
    }
}
