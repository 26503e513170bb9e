package io.tracker.jobs.job;

import io.tracker.jobs.counters.JobCounter;
import java.util.Map;

/** Sees a job run. Called by the thread that waits for the job. */
public interface JobWatch {
    /** A job has begun; totals are what the manifests promise. */
    void began(String title, String jobId, long rows, long storedBytes);

    /**
     * A job is under way.
     *
     * @param rowsSoFar rows passed by all attempts, twins too
     * @param done how much of the input, from 0 to 1
     */
    void progressed(long rowsSoFar, float done);

    /** The job has ended well; these are its counters. */
    void counted(Map<JobCounter, Long> counters);

    /** The job has ended, well or not. */
    void ended();
}
