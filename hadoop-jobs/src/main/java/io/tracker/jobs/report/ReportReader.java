package io.tracker.jobs.report;

import io.tracker.jobs.backup.BackupDay;
import io.tracker.jobs.backup.BackupRoot;
import io.tracker.jobs.backup.CurrentManifests;
import io.tracker.jobs.backup.DayReader;
import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.backup.StatusReader;
import io.tracker.jobs.backup.TableFilter;
import io.tracker.jobs.backup.TableManifests;
import io.tracker.jobs.plan.TableName;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads what a report tells of the backups, a day after another, each with many reads at once. Not thread safe. */
public final class ReportReader {
    /** A table of more shards is read by itself, with all threads; those of fewer are read side by side. */
    private static final int MANY_SHARDS = 64;

    private final ParallelReads reads;
    private final DayReader days;
    private final StatusReader statuses;
    private final TableManifests manifests;
    private final FleetGrid fleet;
    private final ManifestTally tally;
    private final List<LocalDate> reported;
    private int recorded;

    /**
     * A reader.
     *
     * @param reported the days of the report, in their order; the day before the first is read for the first one's changes
     */
    public ReportReader(BackupRoot root, ParallelReads reads, List<LocalDate> reported, Deadline deadline) {
        this.reads = reads;
        this.days = new DayReader(root, reads);
        this.statuses = new StatusReader(root, reads);
        this.manifests = new TableManifests(root, reads);
        this.reported = List.copyOf(reported);
        this.fleet = new FleetGrid(reported, deadline);
        this.tally = new ManifestTally(reported.get(0));
    }

    /** Reads all days. */
    public void read() throws IOException {
        readManifests(days.read(reported.get(0).minusDays(1)));
        for (LocalDate dt : reported) {
            BackupDay day = days.read(dt);
            recorded += day.isUnknown() ? 0 : 1;
            fleet.add(statuses.read(day, TableFilter.ALL));
            readManifests(day);
        }
    }

    /** Of how many days anything is recorded or expected. */
    public int recordedDays() {
        return recorded;
    }

    /** The tables that have a backup. */
    public List<TableRow> tables() {
        return tally.tables().rows(reported);
    }

    /** What was read, and what the outputs say, as a report. */
    public Report report(Report.About about, List<CoercedRow> coerced) {
        return new Report(
                about,
                reported,
                fleet.rows(),
                tables(),
                tally.hosts().rows(reported),
                coerced,
                tally.schemas().changes(),
                tally.evidence().rows());
    }

    private record Listed(TableName name, CurrentManifests current) {}

    private void readManifests(BackupDay day) throws IOException {
        List<Listed> all = reads.all(
                List.copyOf(day.tables()), (TableName name) -> new Listed(name, manifests.list(name, day.dt())));
        List<Listed> small = new ArrayList<>();
        for (Listed listed : all) {
            if (listed.current().size() > MANY_SHARDS) {
                tally(listed, day.dt());
            } else {
                small.add(listed);
            }
        }
        reads.all(small, listed -> tally(listed, day.dt()));
    }

    private boolean tally(Listed listed, LocalDate dt) throws IOException {
        tally.add(listed.name(), dt, manifests.read(listed.current()));
        return true;
    }
}
