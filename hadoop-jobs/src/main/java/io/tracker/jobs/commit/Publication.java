package io.tracker.jobs.commit;

import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.jobs.totals.TaskTotals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The judgement of a job's commit, the same for every committer: {@link #check} before anything is published, {@link #announce} after the
 * files are. Either may refuse, and then there is no {@code _SUCCESS}.
 */
final class Publication {
    private final ConversionPlan plan;
    private final OutputFolder folder;
    private final String jobId;
    private final Clock clock;
    private final ClaimCheck claim;

    /** Fails when another run has claimed the output. */
    interface ClaimCheck {
        void requireHeld() throws IOException;
    }

    Publication(ConversionPlan plan, OutputFolder folder, String jobId, Clock clock, ClaimCheck claim) {
        this.plan = plan;
        this.folder = folder;
        this.jobId = jobId;
        this.clock = clock;
        this.claim = claim;
    }

    static Publication of(JobContext job, Path output) throws IOException {
        JobSettings settings = new JobSettings(job.getConfiguration());
        Optional<ClaimToken> token = settings.claim().map(ClaimToken::of);
        return new Publication(
                settings.plan(),
                OutputFolder.open(output, job.getConfiguration()),
                String.valueOf(job.getJobID()),
                Clock.systemUTC(),
                () -> {
                    if (token.isPresent()) {
                        token.get().requireHeld(job.getConfiguration());
                    }
                });
    }

    /**
     * Adds up the committed tasks and compares them with the manifests.
     *
     * @return the sum
     * @throws IOException if anything differs, or somebody else has published meanwhile
     */
    TaskTotals check(Collection<TaskTotals> committed) throws IOException {
        claim.requireHeld();
        if (folder.published().isPresent()) {
            throw new IOException("Output was published by another job meanwhile: " + folder.path()
                    + "; HINT: nothing of this job was published; run it again to see whether anything is left to do");
        }
        TaskTotals sum = TaskTotals.NONE;
        for (TaskTotals task : committed) {
            sum = sum.plus(task);
        }
        requireEqual("rows read", sum.rowsRead(), "rows of the manifests", plan.rows());
        requireEqual(
                "rows written and filtered",
                sum.rowsWritten() + sum.rowsFiltered(),
                "rows of the manifests",
                plan.rows());
        requireEqual("row digest", sum.rowDigest(), "digest of the manifests", plan.rowDigest());
        requireEqual(
                "rows of the files",
                sum.files().stream().mapToLong(OutputFile::rows).sum(),
                "rows written",
                sum.rowsWritten());
        Set<String> names = new HashSet<>();
        for (OutputFile file : sum.files()) {
            if (!names.add(file.name())) {
                throw new IOException("Two tasks wrote a file of one name: " + file.name());
            }
        }
        return sum;
    }

    /**
     * Proves that exactly the files of the committed tasks lie in the output, writes the companions, {@code _tracker.json}, and last
     * {@code _SUCCESS}.
     */
    void announce(TaskTotals totals) throws IOException {
        RowFormat format = RowFormats.named(plan.format());
        List<String> companions = new ArrayList<>();
        List<FencedFile> files = new ArrayList<>();
        try {
            for (RowFormat.CompanionFile companion : format.companions(plan.conversion(), totals.files())) {
                files.add(folder.prepare(companion.name(), companion.text().getBytes(StandardCharsets.UTF_8)));
                companions.add(companion.name());
            }
            requireExactly(totals.files(), companions);
            files.addAll(folder.prepare(PublishedTable.of(plan, totals, companions, jobId, clock.instant())));
            // From here on it is the fence that keeps out a run which was declared dead: what lies ready is cleared
            // with the output.
            claim.requireHeld();
            for (FencedFile file : files) {
                file.commit();
            }
        } catch (IOException | RuntimeException e) {
            files.forEach(file -> discard(file, e));
            discard(folder::removeTemporary, e);
            throw e;
        }
        folder.removeTemporary();
    }

    /** What cannot be discarded stays pending for {@code clean}; the reason of the failure is not lost over it. */
    private static void discard(Closeable file, Exception reason) {
        try {
            file.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Whether what lies in the output is this job's to clear. */
    boolean ownsOutput() {
        try {
            claim.requireHeld();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void requireExactly(List<OutputFile> files, List<String> companions) throws IOException {
        Map<String, Long> found = new TreeMap<>(folder.visibleFiles());
        for (OutputFile file : files) {
            Long bytes = found.remove(file.name());
            if (bytes == null || bytes != file.bytes()) {
                throw new IOException("Published file is not what its task wrote: " + file.name() + " in "
                        + folder.path() + " (got " + (bytes == null ? "none" : bytes + " bytes") + ", expected "
                        + file.bytes() + " bytes); HINT: is another job writing there? run this one again");
            }
        }
        companions.forEach(found::remove);
        if (!found.isEmpty()) {
            throw new IOException("Output holds files that are not of this job: "
                    + String.join(", ", found.keySet()) + " in " + folder.path()
                    + "; HINT: is another job writing there? run this one again");
        }
    }

    private void requireEqual(String what, Object got, String of, Object expected) throws IOException {
        if (!got.equals(expected)) {
            throw new IOException("Totals differ, nothing is published: " + plan.title() + ": " + what + " (got " + got
                    + ", expected " + expected + ", the " + of + "); HINT: run the job again and report it");
        }
    }
}
