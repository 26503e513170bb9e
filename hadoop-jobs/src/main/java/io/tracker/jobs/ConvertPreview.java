package io.tracker.jobs;

import io.tracker.jobs.input.SplitPlan;
import io.tracker.jobs.plan.ConversionPlan;
import org.apache.hadoop.fs.Path;

/**
 * What {@code convert} would do of a table.
 *
 * @param plan the job's plan
 * @param storedBytes of the objects that it would read
 * @param splits how it would divide them
 * @param fileBytes the size after which a mapper begins another file; {@link Long#MAX_VALUE} for one file a mapper
 * @param output where it would publish
 * @param published whether an output of the very same plan is published already
 */
public record ConvertPreview(
        ConversionPlan plan, long storedBytes, SplitPlan splits, long fileBytes, Path output, boolean published) {}
