package io.tracker.jobs.input;

import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.schemas.manifest.Manifest;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * How a job's input will be divided among its mappers.
 *
 * @param splits how many, each a mapper
 * @param objects backup objects that they read
 * @param smallest stored bytes of the smallest split
 * @param mean of all splits
 * @param largest of the largest split
 */
public record SplitPlan(int splits, int objects, long smallest, long mean, long largest) {
    /**
     * The plan of a job.
     *
     * @param manifests those of the plan, in its order
     * @param targetBytes what a split is to have at most on average
     */
    public static SplitPlan of(ConversionPlan plan, List<Manifest> manifests, long targetBytes) {
        RangePacker packer = new RangePacker(targetBytes);
        int objects = 0;
        for (int i = 0; i < manifests.size(); i++) {
            packer.add(manifests.get(i), plan.manifests().get(i).source());
            objects += manifests.get(i).objects().size();
        }
        List<BackupSplit> splits = packer.finish();
        LongSummaryStatistics bytes =
                splits.stream().mapToLong(BackupSplit::getLength).summaryStatistics();
        return new SplitPlan(splits.size(), objects, bytes.getMin(), (long) bytes.getAverage(), bytes.getMax());
    }
}
