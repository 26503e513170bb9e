package io.tracker.jobs;

import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.CurrentManifests;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StoreProbe;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.plan.SourceSchemas;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.SchemaStep;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.jobs.verify.Warehouse;
import io.tracker.schemas.day.SchemaChange;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Tells what changed in a table from day to day, as its backups say, or as the published outputs do. Days without any are passed by: the day
 * after is compared with the day before. Not thread safe.
 */
public final class SchemaHistoryRun {
    private final TableName name;
    private final DaySchemas schemas;

    /** Where the schemas of a day stand. */
    private interface DaySchemas {
        List<SourceSchema> of(LocalDate dt) throws IOException;
    }

    /** Takes what changed between two days that follow one another. */
    public interface StepSink {
        void take(LocalDate from, LocalDate to, List<SchemaChange> changes) throws IOException;
    }

    private SchemaHistoryRun(TableName name, DaySchemas schemas) {
        this.name = name;
        this.schemas = schemas;
    }

    /** Goes by the current manifests. */
    public static SchemaHistoryRun ofBackups(String root, TableName name, Configuration hadoop) throws IOException {
        BackupRoot backups = BackupRoot.open(root, hadoop);
        StoreProbe.ask(backups.path(), hadoop);
        return new SchemaHistoryRun(name, dt -> {
            try (ParallelReads reads = new ParallelReads()) {
                TableManifests manifests = new TableManifests(backups, reads);
                CurrentManifests current = manifests.list(name, dt);
                return SourceSchemas.of(manifests.read(current)).sources();
            }
        });
    }

    /** Goes by what was published. */
    public static SchemaHistoryRun ofOutputs(String warehouse, TableName name, Configuration hadoop)
            throws IOException {
        Warehouse place = Warehouse.open(warehouse, hadoop);
        return new SchemaHistoryRun(name, dt -> DayOutput.open(place.output(name, dt), hadoop)
                .published()
                .map(PublishedTable::schemas)
                .orElse(List.of()));
    }

    /**
     * Compares the days that have anything, each with the next.
     *
     * @throws OperatorException if fewer than two days have anything
     */
    public void tell(LocalDate since, LocalDate until, StepSink sink) throws IOException {
        Optional<LocalDate> earlier = Optional.empty();
        List<SourceSchema> before = List.of();
        int compared = 0;
        for (LocalDate dt = since; !dt.isAfter(until); dt = dt.plusDays(1)) {
            List<SourceSchema> after = schemas.of(dt);
            if (after.isEmpty()) {
                continue;
            }
            if (earlier.isPresent()) {
                compared++;
                sink.take(earlier.get(), dt, new SchemaStep(earlier.get(), dt, before, after).changes());
            }
            earlier = Optional.of(dt);
            before = after;
        }
        if (compared == 0) {
            throw new OperatorException(
                    "Days have nothing to compare: " + name + " from " + since + " to " + until + " (got "
                            + earlier.map(day -> "dt=" + day + " alone").orElse("none")
                            + ", expected two days or more)",
                    "check --dataset, --table, --since and --dt");
        }
    }
}
