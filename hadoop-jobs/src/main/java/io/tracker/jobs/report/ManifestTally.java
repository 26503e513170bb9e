package io.tracker.jobs.report;

import io.tracker.jobs.plan.TableName;
import io.tracker.schemas.manifest.Manifest;
import java.time.LocalDate;
import java.util.List;

/** Reduces manifests to figures as soon as they are read, for a fleet's manifests are many. Days must come in their order. Thread safe. */
final class ManifestTally {
    private final TableTally tables = new TableTally();
    private final HostNights hosts = new HostNights();
    private final EvidenceTally evidence = new EvidenceTally();
    private final SchemaTally schemas = new SchemaTally();
    private final LocalDate first;

    /**
     * A tally.
     *
     * @param first the report's first day; what is earlier is history alone
     */
    ManifestTally(LocalDate first) {
        this.first = first;
    }

    synchronized void add(TableName name, LocalDate dt, List<Manifest> manifests) {
        if (manifests.isEmpty()) {
            return;
        }
        tables.add(name, dt, manifests);
        schemas.add(name, dt, manifests);
        for (Manifest manifest : manifests) {
            hosts.add(manifest);
            if (!dt.isBefore(first)) {
                evidence.add(manifest);
            }
        }
    }

    TableTally tables() {
        return tables;
    }

    HostNights hosts() {
        return hosts;
    }

    EvidenceTally evidence() {
        return evidence;
    }

    SchemaTally schemas() {
        return schemas;
    }
}
