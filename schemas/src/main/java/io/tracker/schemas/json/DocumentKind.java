package io.tracker.schemas.json;

import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.DayStatus;
import io.tracker.schemas.day.Diagnosis;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Lease;
import io.tracker.schemas.day.LeaseHeartbeat;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.day.SchemaChange;
import io.tracker.schemas.day.TableListing;
import io.tracker.schemas.manifest.Manifest;
import java.util.Optional;

/**
 * The kinds of documents, each with its record and the published JSON schema {@code <name>-<version>.schema.json} beside this class.
 *
 * @param <T> the record
 */
public final class DocumentKind<T> {
    public static final DocumentKind<Manifest> MANIFEST = new DocumentKind<>("manifest", Manifest.class);
    public static final DocumentKind<Plan> PLAN = new DocumentKind<>("plan", Plan.class);
    public static final DocumentKind<Outcome> OUTCOME = new DocumentKind<>("outcome", Outcome.class);
    public static final DocumentKind<Complete> COMPLETE = new DocumentKind<>(
            "complete",
            Complete.class,
            new DocumentParts<>("outcomes", Outcome.class, Complete::outcomes, Complete::withOutcomes));
    public static final DocumentKind<Fleet> FLEET = new DocumentKind<>("fleet", Fleet.class);

    public static final DocumentKind<Lease> LEASE = new DocumentKind<>("lease", Lease.class);
    public static final DocumentKind<LeaseHeartbeat> LEASE_HEARTBEAT =
            new DocumentKind<>("lease-heartbeat", LeaseHeartbeat.class);

    /** A line of {@code tracker-agent list --json}; it is printed, never stored. */
    public static final DocumentKind<TableListing> LISTING = new DocumentKind<>("listing", TableListing.class);

    /** A line of {@code tracker-agent doctor --json}; it is printed, never stored. */
    public static final DocumentKind<Diagnosis> DIAGNOSIS = new DocumentKind<>("diagnosis", Diagnosis.class);

    /** A line of {@code tracker-jobs status --json}; it is printed, never stored. */
    public static final DocumentKind<DayStatus> STATUS = new DocumentKind<>("status", DayStatus.class);

    /** A line of {@code tracker-jobs schema --since … --json}; it is printed, never stored. */
    public static final DocumentKind<SchemaChange> SCHEMA_CHANGE =
            new DocumentKind<>("schema-change", SchemaChange.class);

    private static final int VERSION = 1;

    private final String name;
    private final Class<T> record;
    private final Optional<DocumentParts<T, ?>> parts;

    private DocumentKind(String name, Class<T> record) {
        this(name, record, Optional.empty());
    }

    private DocumentKind(String name, Class<T> record, DocumentParts<T, ?> parts) {
        this(name, record, Optional.of(parts));
    }

    private DocumentKind(String name, Class<T> record, Optional<DocumentParts<T, ?>> parts) {
        this.name = name;
        this.record = record;
        this.parts = parts;
    }

    /** The word that messages use, and {@code tracker-} before it the document's {@code format}. */
    public String name() {
        return name;
    }

    Class<T> record() {
        return record;
    }

    /** The list that makes documents of this kind large, if one does. */
    Optional<DocumentParts<T, ?>> parts() {
        return parts;
    }

    String format() {
        return "tracker-" + name;
    }

    int version() {
        return VERSION;
    }

    String schemaResource() {
        return name + "-" + VERSION + ".schema.json";
    }
}
