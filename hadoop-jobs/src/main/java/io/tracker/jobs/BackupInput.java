package io.tracker.jobs;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.CurrentManifests;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.Gate;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.failure.NotCompleteException;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.plan.ConversionPlan;
import io.tracker.jobs.plan.Gap;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.plan.SourceManifest;
import io.tracker.jobs.plan.SourceSchemas;
import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/**
 * A table and day as the input of a MapReduce or Spark job that is not Tracker's, which reads it by
 * {@link io.tracker.jobs.input.BackupInputFormat}.
 *
 * @param layouts of the rows, one for each source schema, see {@link io.tracker.jobs.row.BackupRow#source}
 */
public record BackupInput(List<RowLayout> layouts) {
    private static final String NO_OUTPUT = "rows";

    public BackupInput {
        layouts = List.copyOf(layouts);
    }

    /**
     * Plans the input: reads the current manifests of all shards.
     *
     * @param root the backup root
     * @param hadoop the configuration of the job, which carries the plan to its tasks
     * @throws NotCompleteException if anything of the day is missing
     */
    public static BackupInput plan(String root, TableName name, LocalDate dt, Configuration hadoop) throws IOException {
        BackupRoot backup = BackupRoot.open(root, hadoop);
        List<Manifest> current;
        List<Gap> gaps;
        try (ParallelReads reads = new ParallelReads()) {
            TableManifests manifests = new TableManifests(backup, reads);
            CurrentManifests stored = manifests.list(name, dt);
            gaps = new Gate(new DayReader(backup, reads).read(dt)).gaps(stored);
            current = manifests.read(stored);
        }
        if (!gaps.isEmpty() || current.isEmpty()) {
            throw new NotCompleteException(
                    "Backup is not complete: " + name + " dt=" + dt + ": "
                            + gaps.stream().map(Gap::toString).collect(Collectors.joining("; ")),
                    "wait and run again");
        }
        SourceSchemas sources = SourceSchemas.of(current);
        new JobSettings(hadoop)
                .plan(new ConversionPlan(
                        backup.location(),
                        name,
                        dt,
                        NO_OUTPUT,
                        new Conversion(sources.sources(), Map.of()),
                        List.of(),
                        current.stream()
                                .map(manifest -> SourceManifest.of(manifest, sources.indexOf(manifest)))
                                .toList(),
                        gaps));
        return new BackupInput(sources.sources().stream()
                .map(source -> RowLayout.of(source.schema()))
                .toList());
    }

    /**
     * The field of a row that holds the value of a column.
     *
     * @param source of the row
     */
    public int field(int source, String column) {
        List<BackupField> fields = layouts.get(source).fields();
        return IntStream.range(0, fields.size())
                .filter(field -> fields.get(field).column().equals(column)
                        && fields.get(field).part() == BackupField.Part.VALUE)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Column is not in the backup: " + column));
    }
}
