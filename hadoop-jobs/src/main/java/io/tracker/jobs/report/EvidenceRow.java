package io.tracker.jobs.report;

import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.schemas.manifest.Manifest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * How one host proved, for a day, that everything before the cutoff was in its snapshots.
 *
 * @param dt the day
 * @param replicaSet the replica set
 * @param host that was read
 * @param server engine and version
 * @param proof which proof
 * @param cut how near to the cutoff the snapshots are
 * @param tables tables of shards that rest on it
 * @param provedAt the earliest proof
 * @param firstSnapshot the earliest snapshot
 * @param lastSnapshot the latest
 * @param gtid the position of the latest
 * @param details what was seen, by name
 */
public record EvidenceRow(
        LocalDate dt,
        String replicaSet,
        String host,
        String server,
        CutoffEvidence.Proof proof,
        Manifest.Cut cut,
        int tables,
        Instant provedAt,
        Instant firstSnapshot,
        Instant lastSnapshot,
        String gtid,
        Map<String, String> details) {}
