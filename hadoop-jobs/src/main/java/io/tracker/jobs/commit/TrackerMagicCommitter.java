package io.tracker.jobs.commit;

import io.tracker.jobs.json.JobDocuments;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.commit.files.PendingSet;
import org.apache.hadoop.fs.s3a.commit.files.PersistentCommitData;
import org.apache.hadoop.fs.s3a.commit.files.SinglePendingCommit;
import org.apache.hadoop.fs.s3a.commit.files.SuccessData;
import org.apache.hadoop.fs.s3a.commit.impl.CommitContext;
import org.apache.hadoop.fs.s3a.commit.magic.MagicS3GuardCommitter;
import org.apache.hadoop.fs.statistics.IOStatisticsSnapshot;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * S3A's magic committer, with the totals of each task inside the one object that its task commit writes, the pending set.
 *
 * <p>A task's files are uploads that are not completed. Task commit writes the pending set: which uploads, and what is in them. Job
 * commit reads the pending sets, so it sums exactly the committed tasks, completes their uploads only when the sum is that of the
 * manifests, and then announces. A failure at any point aborts what is not completed and leaves no {@code _SUCCESS}.
 *
 * <p>The totals are extra data of the task's first upload: the extra data of the pending set itself is not stored (it has no getter, and
 * the set is stored as JSON of its getters).
 */
public final class TrackerMagicCommitter extends MagicS3GuardCommitter implements TotalsCarrier {
    private static final String TOTALS = "tracker.totals";

    private TaskTotals checked;

    /** A committer of a task, or of the whole job. */
    public TrackerMagicCommitter(Path output, TaskAttemptContext attempt) throws IOException {
        super(output, attempt);
    }

    @Override
    public Path totalsOf(TaskAttemptContext attempt) {
        return new Path(getTempTaskAttemptPath(attempt), TotalsSidecar.NAME);
    }

    /** Every task writes a file, though it may hold no row, so there is always an upload to carry the totals. */
    @Override
    protected PendingSet loadPendingCommits(TaskAttemptContext attempt) throws IOException {
        PendingSet pending = super.loadPendingCommits(attempt);
        TaskTotals totals = TotalsSidecar.read(totalsOf(attempt), attempt.getConfiguration());
        requireSameFiles(totals, pending.getCommits());
        pending.getCommits()
                .get(0)
                .putExtraData(TOTALS, new String(new JobDocuments().write(totals), StandardCharsets.UTF_8));
        return pending;
    }

    @Override
    public void commitTask(TaskAttemptContext attempt) throws IOException {
        try {
            super.commitTask(attempt);
        } catch (IOException | RuntimeException e) {
            new JobSettings(attempt.getConfiguration()).noteFailure(attempt.getTaskAttemptID(), e);
            throw e;
        }
    }

    @Override
    public void commitJob(JobContext job) throws IOException {
        try {
            super.commitJob(job);
        } catch (IOException | RuntimeException e) {
            new JobSettings(job.getConfiguration()).noteFailure(job.getJobID(), e);
            throw e;
        }
    }

    @Override
    public void preCommitJob(CommitContext commitContext, ActiveCommit pending) throws IOException {
        super.preCommitJob(commitContext, pending);
        List<TaskTotals> committed = new ArrayList<>();
        for (FileStatus status : pending.getSourceFiles()) {
            PendingSet task =
                    PersistentCommitData.load(pending.getSourceFS(), status, commitContext.getPendingSetSerializer());
            committed.add(totals(task, status.getPath()));
        }
        checked = publication(commitContext.getJobContext()).check(committed);
    }

    @Override
    protected SuccessData maybeCreateSuccessMarker(
            JobContext job, List<String> filenames, IOStatisticsSnapshot statistics) throws IOException {
        publication(job).announce(checked);
        return super.maybeCreateSuccessMarker(job, filenames, statistics);
    }

    /** Uploads below the output are this job's, or were left behind, while its run holds the claim; after that they may be another's. */
    @Override
    protected void abortPendingUploadsInCleanup(boolean suppressExceptions, CommitContext commitContext)
            throws IOException {
        if (publication(commitContext.getJobContext()).ownsOutput()) {
            super.abortPendingUploadsInCleanup(suppressExceptions, commitContext);
        }
    }

    private Publication publication(JobContext job) throws IOException {
        return Publication.of(job, getOutputPath());
    }

    private static TaskTotals totals(PendingSet task, Path path) throws IOException {
        String json = task.getCommits().isEmpty()
                ? null
                : task.getCommits().get(0).getExtraData().get(TOTALS);
        if (json == null) {
            throw new IOException("Commit of a task has no totals: " + path);
        }
        TaskTotals totals =
                new JobDocuments().read(json.getBytes(StandardCharsets.UTF_8), TaskTotals.class, path.toString());
        requireSameFiles(totals, task.getCommits());
        return totals;
    }

    private static void requireSameFiles(TaskTotals totals, List<SinglePendingCommit> uploads) throws IOException {
        Map<String, Long> uploaded = new HashMap<>();
        for (SinglePendingCommit upload : uploads) {
            String key = upload.getDestinationKey();
            uploaded.put(key.substring(key.lastIndexOf('/') + 1), upload.getLength());
        }
        Map<String, Long> written = new HashMap<>();
        for (OutputFile file : totals.files()) {
            written.put(file.name(), file.bytes());
        }
        if (written.isEmpty() || !written.equals(uploaded)) {
            throw new IOException("Uploads of a task are not the files that it wrote (got " + uploaded + ", expected "
                    + written + ")");
        }
    }
}
