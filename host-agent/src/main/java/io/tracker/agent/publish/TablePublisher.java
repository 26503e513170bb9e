package io.tracker.agent.publish;

import io.tracker.agent.host.RunIdentity;
import io.tracker.agent.role.Role;
import io.tracker.agent.role.RoleReader;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Outcome.Published;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.manifest.CutoffEvidence;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.manifest.Position;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.types.CapturedSchema;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes tables exist: role again, manifest, outcome, in this order. Thread safe.
 */
public final class TablePublisher {
    private final DayDocuments documents;
    private final RoleReader roles;
    private final Role.Replica replica;
    private final CutoffEvidence evidence;
    private final RunIdentity identity;
    private final Clock clock;
    private final Optional<Manifest.Supersession> supersedes;

    /**
     * A publisher for one run.
     *
     * @param replica what the server was at the begin of the run
     * @param evidence for the cutoff
     */
    public TablePublisher(
            DayDocuments documents,
            RoleReader roles,
            Role.Replica replica,
            CutoffEvidence evidence,
            RunIdentity identity,
            Clock clock) {
        this(documents, roles, replica, evidence, identity, clock, Optional.empty());
    }

    private TablePublisher(
            DayDocuments documents,
            RoleReader roles,
            Role.Replica replica,
            CutoffEvidence evidence,
            RunIdentity identity,
            Clock clock,
            Optional<Manifest.Supersession> supersedes) {
        this.documents = documents;
        this.roles = roles;
        this.replica = replica;
        this.evidence = evidence;
        this.identity = identity;
        this.clock = clock;
        this.supersedes = supersedes;
    }

    /** A publisher whose manifests replace an earlier one; for a single table. */
    public TablePublisher superseding(Manifest.Supersession supersession) {
        return new TablePublisher(documents, roles, replica, evidence, identity, clock, Optional.of(supersession));
    }

    /**
     * A table whose objects are all durable.
     *
     * @param table the table and day
     * @param attempt the attempt's id
     * @param startedAt begin of the attempt
     * @param snapshotAt when the snapshot was taken
     * @param position where in replication the snapshot stands
     * @param schema the schema in it
     * @param objects all of them
     */
    public record Taken(
            TableDay table,
            String attempt,
            Instant startedAt,
            Instant snapshotAt,
            Position position,
            CapturedSchema schema,
            List<ManifestObject> objects) {}

    /**
     * Publishes a table.
     *
     * @return the manifest that stands: ours, or that of another agent which was faster
     * @throws io.tracker.agent.failure.StoppedException if this server is no replica any more
     */
    public Manifest publish(Taken taken) throws IOException {
        Manifest manifest = new Manifest(
                1 + supersedes.map(Manifest.Supersession::number).orElse(0),
                UUID.randomUUID().toString(),
                taken.table(),
                new Manifest.Run(
                        identity.agentVersion(), identity.run(), taken.attempt(), taken.startedAt(), clock.instant()),
                replica.server(),
                new Manifest.Snapshot(taken.snapshotAt(), taken.position(), Manifest.Cut.AFTER, evidence),
                taken.schema(),
                RowLayout.of(taken.schema()).fields(),
                taken.objects(),
                Manifest.Totals.of(taken.objects()),
                supersedes);
        Manifest standing = documents.createManifest(manifest, () -> roles.confirm(replica, taken.position()));
        recordPublished(standing);
        return standing;
    }

    /** Whether a table has its outcome. */
    public boolean isEnded(TableDay table) throws IOException {
        return documents.outcome(table).isPresent();
    }

    /** Those of some tables of one replica set and day that have their outcome. */
    public Set<TableDay> ended(Collection<TableDay> tables) throws IOException {
        if (tables.isEmpty()) {
            return Set.of();
        }
        TableDay any = tables.iterator().next();
        Set<String> keys = documents.outcomeKeys(any.dt(), any.table().replicaSet());
        return tables.stream()
                .filter(table -> keys.contains(ObjectNames.outcome(table)))
                .collect(Collectors.toSet());
    }

    /** Records the outcome of a table whose manifest stands. */
    public void recordPublished(Manifest manifest) throws IOException {
        Published published = new Published(
                manifest.number(), manifest.totals().rows(), manifest.totals().digest());
        documents.createOutcome(new Outcome(
                manifest.table(),
                Outcome.Result.MANIFEST,
                Optional.of(published),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                identity.host()));
    }

    /**
     * Records that a planned table does not exist any more.
     *
     * @param position of a snapshot in which it was absent
     */
    public void recordDropped(TableDay table, Position position) throws IOException {
        documents.createOutcome(new Outcome(
                table,
                Outcome.Result.DROPPED,
                Optional.empty(),
                Optional.of(position),
                Optional.empty(),
                clock.instant(),
                identity.host()));
    }

    /** Records that a planned table cannot be backed up. */
    public void recordRefused(TableDay table, String reason) throws IOException {
        documents.createOutcome(new Outcome(
                table,
                Outcome.Result.REFUSED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(reason),
                clock.instant(),
                identity.host()));
    }
}
