package io.tracker.jobs.input;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.BackupRow;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** The rows of the manifests that a job was planned for, in splits of packed ranges. */
public final class BackupInputFormat extends InputFormat<NullWritable, BackupRow> {
    @Override
    public List<InputSplit> getSplits(JobContext context) throws IOException {
        Configuration hadoop = context.getConfiguration();
        JobSettings settings = new JobSettings(hadoop);
        ConversionPlan plan = settings.plan();
        RangePacker packer = new RangePacker(settings.splitBytes());
        try (ParallelReads reads = new ParallelReads()) {
            TableManifests manifests = new TableManifests(BackupRoot.open(plan.root(), hadoop), reads);
            List<Manifest> planned = manifests.planned(plan.name(), plan.dt(), plan.manifests());
            for (int i = 0; i < planned.size(); i++) {
                packer.add(planned.get(i), plan.manifests().get(i).source());
            }
        }
        return List.copyOf(packer.finish());
    }

    @Override
    public RecordReader<NullWritable, BackupRow> createRecordReader(InputSplit split, TaskAttemptContext context) {
        return new BackupRecordReader();
    }
}
