package io.tracker.jobs.job;

import io.tracker.jobs.commit.ClaimToken;
import io.tracker.jobs.counters.JobCounter;
import io.tracker.jobs.failure.FailureNotes;
import io.tracker.jobs.failure.FailureReason;
import io.tracker.jobs.input.BatchInputFormat;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.row.RowBatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** One map-only job for one table. It returns only when its output is published; a job that this process leaves is killed. */
public final class ConversionJob {
    private static final int POLL_MILLIS = 200;

    /** What Hadoop says where nothing is known. */
    private static final String HADOOPS_NONE = "NA";

    private final Configuration hadoop;
    private final JobWatch watch;

    /**
     * Runs jobs.
     *
     * @param hadoop is copied for each job
     */
    public ConversionJob(Configuration hadoop, JobWatch watch) {
        this.hadoop = hadoop;
        this.watch = watch;
    }

    /**
     * Runs one job to its end.
     *
     * @param storedBytes of the objects that it reads, for the watch
     * @param claim of the run on its output; a job whose claim is lost publishes nothing
     * @return the tasks that more than one attempt worked on
     * @throws IOException if it fails; the message is the reason that its task or its commit gave
     */
    public List<TaskTwins> run(ConversionPlan plan, long storedBytes, Path output, ClaimToken claim)
            throws IOException {
        Optional<java.nio.file.Path> notes = new JobSettings(hadoop).runsLocally()
                ? Optional.of(Files.createTempDirectory("tracker-jobs-"))
                : Optional.empty();
        try {
            return run(assemble(plan, output, claim, notes), plan, storedBytes, notes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the job of " + plan.title());
        } finally {
            notes.ifPresent(folder -> FileUtil.fullyDelete(folder.toFile()));
        }
    }

    private Job assemble(ConversionPlan plan, Path output, ClaimToken claim, Optional<java.nio.file.Path> notes)
            throws IOException {
        Job job = Job.getInstance(hadoop, "tracker-jobs convert " + plan.title() + " to " + plan.format());
        JobSettings settings = new JobSettings(job.getConfiguration());
        settings.applyDefaults();
        settings.takeOverSuccessMarker();
        settings.plan(plan);
        settings.claim(claim.text());
        notes.ifPresent(folder -> settings.failureNotes(folder.toString()));
        if (!settings.namesJobJar()) {
            job.setJarByClass(ConversionJob.class);
        }
        job.setInputFormatClass(BatchInputFormat.class);
        job.setMapperClass(ConvertMapper.class);
        job.setNumReduceTasks(0);
        job.setOutputFormatClass(TableOutputFormat.class);
        job.setOutputKeyClass(NullWritable.class);
        job.setOutputValueClass(RowBatch.class);
        FileOutputFormat.setOutputPath(job, output);
        return job;
    }

    private List<TaskTwins> run(Job job, ConversionPlan plan, long storedBytes, Optional<java.nio.file.Path> notes)
            throws IOException, InterruptedException {
        try {
            job.submit();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The job names a class that is not there", e);
        }
        AttemptReasons attempts = new AttemptReasons(job);
        Thread killer = new Thread(() -> kill(job), "job-killer");
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            watch.began(plan.title(), job.getJobID().toString(), plan.rows(), storedBytes);
            while (!job.isComplete()) {
                watch.progressed(rowsSoFar(job), job.mapProgress());
                attempts.look();
                Thread.sleep(POLL_MILLIS);
            }
            attempts.look();
        } catch (IOException | InterruptedException | RuntimeException e) {
            kill(job);
            throw e;
        } finally {
            watch.ended();
            removeHook(killer);
        }
        if (!job.isSuccessful()) {
            throw new IOException(reason(job, attempts, notes));
        }
        Counters counters = job.getCounters();
        if (counters != null) {
            watch.counted(JobCounter.all(counters));
        }
        return attempts.twins();
    }

    private static long rowsSoFar(Job job) throws IOException {
        Counters counters = job.getCounters();
        return counters == null ? 0 : JobCounter.ROWS_READ.of(counters);
    }

    /** What an attempt said, else what the job's commit said, else what notes say. */
    private static String reason(Job job, AttemptReasons attempts, Optional<java.nio.file.Path> notes)
            throws IOException, InterruptedException {
        if (attempts.reason().isPresent()) {
            return attempts.reason().get();
        }
        List<String> texts = new ArrayList<>();
        if (notes.isPresent()) {
            texts.addAll(FailureNotes.in(notes.get().toString()).read());
        }
        texts.add(job.getStatus().getFailureInfo());
        return texts.stream()
                .filter(text -> text != null && !text.isBlank() && !text.equals(HADOOPS_NONE))
                .findFirst()
                .map(FailureReason::of)
                .orElse("Job failed, and no attempt of it says why: " + job.getJobID()
                        + "; HINT: turn the logger org.apache.hadoop.mapred on, or read the job's logs on the cluster");
    }

    private static void kill(Job job) {
        try {
            if (!job.isComplete()) {
                job.killJob();
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("Job may still run: " + job.getJobID() + ": " + e.getMessage());
        }
    }

    private static void removeHook(Thread killer) {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs already.
        }
    }
}
