package io.tracker.jobs.report;

import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.schemas.manifest.Manifest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the proofs of the cutoff by replica set, day and host. Not thread safe. */
final class EvidenceTally {
    private final Map<Key, EvidenceRow> rows = new HashMap<>();

    private record Key(LocalDate dt, String replicaSet, String host, CutoffEvidence.Proof proof, Manifest.Cut cut) {}

    void add(Manifest manifest) {
        EvidenceRow row = row(manifest);
        rows.merge(new Key(row.dt(), row.replicaSet(), row.host(), row.proof(), row.cut()), row, EvidenceTally::sum);
    }

    /** The newest day first, then in order of replica sets and hosts. */
    List<EvidenceRow> rows() {
        return rows.values().stream()
                .sorted(Comparator.comparing(EvidenceRow::dt)
                        .reversed()
                        .thenComparing(EvidenceRow::replicaSet)
                        .thenComparing(EvidenceRow::host)
                        .thenComparing(EvidenceRow::proof)
                        .thenComparing(EvidenceRow::cut))
                .toList();
    }

    private static EvidenceRow row(Manifest manifest) {
        Manifest.Snapshot snapshot = manifest.snapshot();
        return new EvidenceRow(
                manifest.table().dt(),
                manifest.table().table().replicaSet(),
                manifest.server().host(),
                manifest.server().engine() + " " + manifest.server().version(),
                snapshot.evidence().proof(),
                snapshot.cut(),
                1,
                snapshot.evidence().provedAt(),
                snapshot.takenAt(),
                snapshot.takenAt(),
                snapshot.position().gtid(),
                snapshot.evidence().details());
    }

    private static EvidenceRow sum(EvidenceRow one, EvidenceRow other) {
        EvidenceRow later = other.lastSnapshot().isAfter(one.lastSnapshot()) ? other : one;
        return new EvidenceRow(
                one.dt(),
                one.replicaSet(),
                one.host(),
                later.server(),
                one.proof(),
                one.cut(),
                one.tables() + other.tables(),
                earlier(one.provedAt(), other.provedAt()),
                earlier(one.firstSnapshot(), other.firstSnapshot()),
                later.lastSnapshot(),
                later.gtid(),
                later.details());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
