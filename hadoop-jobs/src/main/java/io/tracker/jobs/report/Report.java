package io.tracker.jobs.report;

import io.tracker.schemas.day.SchemaChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All figures of a report; the page's script reads them as JSON.
 *
 * @param about what it was made of
 * @param days in their order
 * @param fleet replica sets by day
 * @param tables tables by day
 * @param hosts hosts by day
 * @param coerced values that outputs could not hold
 * @param changes of schemas
 * @param evidence for the cutoff
 */
public record Report(
        About about,
        List<LocalDate> days,
        List<FleetRow> fleet,
        List<TableRow> tables,
        List<HostRow> hosts,
        List<CoercedRow> coerced,
        List<SchemaChange> changes,
        List<EvidenceRow> evidence) {
    /**
     * What a report was made of.
     *
     * @param root the backup root
     * @param warehouse the outputs' place; empty where none was asked for
     * @param madeAt when
     * @param lateAfterSeconds how long after its cutoff a day is late
     */
    public record About(String root, Optional<String> warehouse, Instant madeAt, long lateAfterSeconds) {}

    public Report {
        days = List.copyOf(days);
        fleet = List.copyOf(fleet);
        tables = List.copyOf(tables);
        hosts = List.copyOf(hosts);
        coerced = List.copyOf(coerced);
        changes = List.copyOf(changes);
        evidence = List.copyOf(evidence);
    }

    /** Replica sets' days in a state. */
    public long count(FleetRow.State state) {
        return fleet.stream()
                .flatMap(row -> row.days().stream())
                .filter(cell -> cell.state() == state)
                .count();
    }

    /** Hosts' nights that were slow. */
    public long slowNights() {
        return hosts.stream()
                .flatMap(row -> row.days().stream())
                .flatMap(Optional::stream)
                .filter(HostRow.Figures::slow)
                .count();
    }
}
