package io.tracker.jobs.commit;

import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.totals.TaskTotals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Hadoop's file committer with algorithm 1, for file systems whose renames are atomic, with the totals of each task as a file among the
 * task's files.
 *
 * <p>Task commit renames the attempt's folder to the task's: files and totals move in one step. Job commit reads the totals of the
 * tasks' folders, so it sums exactly the committed tasks, moves their files only when the sum is that of the manifests, and then
 * announces.
 */
public final class TrackerFileCommitter extends FileOutputCommitter implements TotalsCarrier {
    private TrackerFileCommitter(Path output, TaskAttemptContext attempt) throws IOException {
        super(output, attempt);
    }

    /** A committer of a task, or of the whole job. */
    public static TrackerFileCommitter create(Path output, TaskAttemptContext attempt) throws IOException {
        new JobSettings(attempt.getConfiguration()).commitFilesInJobCommitOnly();
        return new TrackerFileCommitter(output, attempt);
    }

    @Override
    public Path totalsOf(TaskAttemptContext attempt) {
        return new Path(getTaskAttemptPath(attempt), TotalsSidecar.NAME);
    }

    @Override
    public void commitTask(TaskAttemptContext attempt) throws IOException {
        try {
            TotalsSidecar.read(totalsOf(attempt), attempt.getConfiguration());
            super.commitTask(attempt);
        } catch (IOException | RuntimeException e) {
            new JobSettings(attempt.getConfiguration()).noteFailure(attempt.getTaskAttemptID(), e);
            throw e;
        }
    }

    @Override
    public void commitJob(JobContext job) throws IOException {
        JobSettings settings = new JobSettings(job.getConfiguration());
        try {
            settings.takeOverSuccessMarker();
            Publication publication = Publication.of(job, getOutputPath());
            TaskTotals totals = publication.check(takeTotals(job));
            super.commitJob(job);
            publication.announce(totals);
        } catch (IOException | RuntimeException e) {
            settings.noteFailure(job.getJobID(), e);
            throw e;
        }
    }

    private List<TaskTotals> takeTotals(JobContext job) throws IOException {
        List<TaskTotals> committed = new ArrayList<>();
        String anyTask = new TaskID(job.getJobID(), TaskType.MAP, 0).toString();
        String ownTasks = anyTask.substring(0, anyTask.lastIndexOf('_') + 1);
        FileSystem files = getOutputPath().getFileSystem(job.getConfiguration());
        for (FileStatus task : files.listStatus(getJobAttemptPath(job))) {
            String name = task.getPath().getName();
            if (name.equals(PENDING_DIR_NAME)) {
                continue;
            }
            if (!name.startsWith(ownTasks)) {
                throw new IOException("Another job writes to the same output: " + getOutputPath() + " holds " + name
                        + "; HINT: let it end, and run this one again");
            }
            Path sidecar = new Path(task.getPath(), TotalsSidecar.NAME);
            committed.add(TotalsSidecar.read(sidecar, job.getConfiguration()));
            files.delete(sidecar, false);
        }
        return committed;
    }
}
