package io.tracker.jobs;

import io.tracker.jobs.backup.BackupDay;
import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.CurrentManifests;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.Gate;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.OutputClaim;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.convert.Policies;
import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.input.SplitPlan;
import io.tracker.jobs.job.ConversionJob;
import io.tracker.jobs.job.JobWatch;
import io.tracker.jobs.job.TaskTwins;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.verify.Warehouse;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Start here: stage 2, from the manifests of a day to published tables.
 *
 * <p>One run converts the tables of one day, one job a table. Not thread safe.
 */
public final class ConvertRun implements AutoCloseable {
    private final ConvertRequest request;
    private final Configuration hadoop;
    private final ParallelReads reads = new ParallelReads();
    private final Warehouse warehouse;
    private final BackupRoot root;
    private final TableManifests manifests;
    private final RowFormat format;
    private final ConversionJob job;
    private final BackupDay day;
    private final Gate gate;

    /** Opens both places and reads what the fleet recorded for the day. */
    public ConvertRun(ConvertRequest request, Configuration hadoop, JobWatch watch) throws IOException {
        this.request = request;
        this.hadoop = hadoop;
        this.format = RowFormats.named(request.format());
        this.warehouse = Warehouse.open(request.warehouse(), hadoop);
        this.root = BackupRoot.open(request.root(), hadoop);
        StoreProbe.ask(root.path(), hadoop);
        this.manifests = new TableManifests(root, reads);
        this.job = new ConversionJob(hadoop, watch);
        this.day = new DayReader(root, reads).read(request.dt());
        this.gate = new Gate(day);
    }

    /**
     * Converts one table.
     *
     * @throws NotCompleteException if something is missing and that is not allowed
     * @throws OperatorException if there is no such table, or its output is in the way
     * @throws IOException if the job fails; nothing is published then
     */
    public ConvertResult convert(TableName name) throws IOException {
        List<Manifest> current = new ArrayList<>();
        ConversionPlan plan = plan(name, current);
        DayOutput output = output(name);
        Optional<ConvertResult> before = published(output, plan);
        if (before.isPresent()) {
            return before.get();
        }
        try (OutputClaim claim = claim(output)) {
            before = published(output, plan);
            return before.isPresent() ? before.get() : convert(plan, storedBytes(current), output, claim);
        }
    }

    /**
     * Plans one table, and starts and writes nothing.
     *
     * @throws NotCompleteException if something is missing and that is not allowed
     * @throws OperatorException if there is no such table, or its output is in the way
     */
    public ConvertPreview preview(TableName name) throws IOException {
        List<Manifest> current = new ArrayList<>();
        ConversionPlan plan = plan(name, current);
        DayOutput output = output(name);
        Optional<ConvertResult> before = published(output, plan);
        SplitPlan splits = SplitPlan.of(plan, current, new JobSettings(hadoop).splitBytes());
        return new ConvertPreview(
                plan,
                storedBytes(current),
                splits,
                format.fileBytes(plan.conversion()),
                output.path(),
                before.isPresent());
    }

    /** The tables that the request asks for, in order of their names. */
    public List<TableName> tables() {
        if (!request.tables().isEmpty()) {
            return request.tables();
        }
        List<TableName> all = day.tables().stream()
                .filter(name -> request.dataset().map(name.dataset()::equals).orElse(true))
                .toList();
        if (all.isEmpty()) {
            throw new NotCompleteException(
                    "No table is recorded for dt=" + request.dt() + " in " + root.location(),
                    "wait until the agents have planned the day, and check --root, --dt and --dataset");
        }
        return all;
    }

    @Override
    public void close() {
        reads.close();
    }

    /** Passes the gate, and adds the manifests that it plans for. */
    private ConversionPlan plan(TableName name, List<Manifest> current) throws IOException {
        CurrentManifests stored = manifests.list(name, request.dt());
        List<Gap> gaps = passGate(name, stored);
        current.addAll(manifests.read(stored));
        Map<String, String> options = Policies.forTable(request.options(), name.dataset(), name.table());
        return ConversionPlan.of(root.location(), format, options, current, gaps);
    }

    private List<Gap> passGate(TableName name, CurrentManifests current) {
        List<Gap> gaps = gate.gaps(current);
        if (!gaps.isEmpty() && request.incomplete() == ConvertRequest.Incomplete.REFUSE) {
            throw new NotCompleteException(
                    "Backup is not complete: " + name + " dt=" + request.dt() + ": "
                            + gaps.stream().map(Gap::toString).collect(Collectors.joining("; ")),
                    "wait and run again, or --wait; tracker-jobs status tells since when it is owed; --allow-missing converts what there is and"
                            + " records the gaps");
        }
        if (current.size() == 0) {
            throw absent(name);
        }
        return gaps;
    }

    private RuntimeException absent(TableName name) {
        if (day.replicaSets().isEmpty()) {
            return new NotCompleteException(
                    "No replica set has recorded anything for dt=" + request.dt() + " in " + root.location(),
                    "wait until the agents have run, and check --root and --dt");
        }
        String known = day.tables().stream().map(TableName::toString).collect(Collectors.joining(", "));
        return new OperatorException(
                "Table has no manifest: " + name + " dt=" + request.dt(),
                "tables of that day: " + (known.isEmpty() ? "none" : known));
    }

    private DayOutput output(TableName name) throws IOException {
        return DayOutput.open(warehouse.output(name, request.dt()), hadoop);
    }

    private OutputClaim claim(DayOutput output) throws IOException {
        return OutputClaim.take(
                output.path(), RunName.ofThisProcess(), new JobSettings(hadoop).claimTimeToLive(), hadoop);
    }

    /** What was published before, unless it is to be made again. */
    private Optional<ConvertResult> published(DayOutput output, ConversionPlan plan) throws IOException {
        if (request.publish() == ConvertRequest.Publish.RUNS_AGAIN) {
            return Optional.empty();
        }
        OutputFolder folder = output.current();
        Optional<PublishedTable> before = output.published(folder);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        requireSame(before.get(), plan, folder);
        return Optional.of(
                new ConvertResult(ConvertResult.Ending.ALREADY_DONE, before.get(), folder.path(), List.of()));
    }

    private ConvertResult convert(ConversionPlan plan, long storedBytes, DayOutput output, OutputClaim claim)
            throws IOException {
        boolean runs = request.publish() != ConvertRequest.Publish.PLAIN;
        int pointer = output.number();
        OutputFolder folder = runs ? output.run(RunName.next(Instant.now())) : output.plain();
        folder.discardUnfinished();
        List<TaskTwins> twins = job.run(plan, storedBytes, folder.path(), claim.token());
        if (runs) {
            output.point(folder, pointer + 1, Instant.now());
        }
        PublishedTable published =
                folder.published().orElseThrow(() -> new IOException("Job published nothing: " + folder.path()));
        return new ConvertResult(ConvertResult.Ending.PUBLISHED, published, folder.path(), twins);
    }

    private static void requireSame(PublishedTable before, ConversionPlan plan, OutputFolder output) {
        if (!before.to().equals(plan.format())) {
            throw new OperatorException(
                    "Output is already published in another format: " + output.path() + " (got " + before.to()
                            + ", expected " + plan.format() + ")",
                    "give each format a --warehouse of its own");
        }
        if (!before.sources().equals(plan.manifests())) {
            throw new OperatorException(
                    "Output is already published from other manifests: " + output.path() + " (published "
                            + before.publishedAt() + " by " + before.jobId() + ")",
                    "a manifest was superseded or added since; --layout runs --overwrite converts the day anew");
        }
        if (!before.options().equals(plan.conversion().options())) {
            throw new OperatorException(
                    "Output is already published with other options: " + output.path() + " (got " + before.options()
                            + ", expected " + plan.conversion().options() + ")",
                    "use the same options, or another --warehouse; or --layout runs --overwrite to convert the day anew");
        }
    }

    private static long storedBytes(List<Manifest> current) {
        return current.stream()
                .mapToLong(manifest -> manifest.totals().storedBytes())
                .sum();
    }
}
