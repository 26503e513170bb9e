package io.tracker.jobs.commit;

import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** A committer through which the totals of a task travel with the task's commit. */
public interface TotalsCarrier {
    /** Where a task attempt leaves its totals before it is committed. The committer takes them from there with the attempt's files. */
    Path totalsOf(TaskAttemptContext attempt);
}
