package io.tracker.jobs;

import io.tracker.jobs.backup.BackupDay;
import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.Gate;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StorePath;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.convert.Policies;
import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.job.ConversionJob;
import io.tracker.jobs.job.JobWatch;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowFormats;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Start here: stage 2, from the manifests of a day to published tables.
 *
 * <p>One run converts the tables of one day, one job a table. Not thread safe.
 */
public final class ConvertRun implements AutoCloseable {
    private final ConvertRequest request;
    private final Configuration hadoop;
    private final ParallelReads reads = new ParallelReads();
    private final Path warehouse;
    private final BackupRoot root;
    private final TableManifests manifests;
    private final RowFormat format;
    private final ConversionJob job;
    private final BackupDay day;

    /** Opens both places and reads what the fleet recorded for the day. */
    public ConvertRun(ConvertRequest request, Configuration hadoop, JobWatch watch) throws IOException {
        this.request = request;
        this.hadoop = hadoop;
        this.format = RowFormats.named(request.format());
        this.warehouse = StorePath.of("--warehouse", request.warehouse());
        StorePath.fileSystem("--warehouse", warehouse, hadoop);
        this.root = BackupRoot.open(request.root(), hadoop);
        StoreProbe.ask(root.path(), hadoop);
        StoreProbe.ask(warehouse, hadoop);
        this.manifests = new TableManifests(root, reads);
        this.job = new ConversionJob(hadoop, watch);
        this.day = new DayReader(root, reads).read(request.dt());
    }

    /**
     * Converts one table.
     *
     * @throws NotCompleteException if something is missing and that is not allowed
     * @throws OperatorException if there is no such table, or its output is in the way
     * @throws IOException if the job fails; nothing is published then
     */
    public ConvertResult convert(TableName name) throws IOException {
        List<Manifest> current = manifests.current(name, request.dt());
        List<Gap> gaps = passGate(name, current);
        Map<String, String> options = Policies.forTable(request.options(), name.dataset(), name.table());
        ConversionPlan plan = ConversionPlan.of(root.location(), format, options, current, gaps);
        OutputFolder output = output(name);
        Optional<PublishedTable> before = output.published();
        if (before.isPresent()) {
            requireSame(before.get(), plan, output);
            return new ConvertResult(ConvertResult.Ending.ALREADY_DONE, before.get(), output.path());
        }
        output.discardUnfinished();
        job.run(plan, storedBytes(current), output.path());
        PublishedTable published =
                output.published().orElseThrow(() -> new IOException("Job published nothing: " + output.path()));
        return new ConvertResult(ConvertResult.Ending.PUBLISHED, published, output.path());
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

    private List<Gap> passGate(TableName name, List<Manifest> current) {
        List<Gap> gaps = new Gate(day).gaps(name, current);
        if (!gaps.isEmpty() && request.incomplete() == ConvertRequest.Incomplete.REFUSE) {
            throw new NotCompleteException(
                    "Backup is not complete: " + name + " dt=" + request.dt() + ": "
                            + gaps.stream().map(Gap::toString).collect(Collectors.joining("; ")),
                    "wait and run again; --allow-missing converts what there is and records the gaps");
        }
        if (current.isEmpty()) {
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

    private OutputFolder output(TableName name) throws IOException {
        return OutputFolder.open(OutputFolder.path(warehouse, name, request.dt()), hadoop);
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
                    "a manifest was superseded or added since; remove the output's folder to convert the day anew");
        }
        if (!before.options().equals(plan.conversion().options())) {
            throw new OperatorException(
                    "Output is already published with other options: " + output.path() + " (got " + before.options()
                            + ", expected " + plan.conversion().options() + ")",
                    "use the same options, or another --warehouse; or remove the output's folder to convert the day anew");
        }
    }

    private static long storedBytes(List<Manifest> current) {
        return current.stream()
                .mapToLong(manifest -> manifest.totals().storedBytes())
                .sum();
    }
}
