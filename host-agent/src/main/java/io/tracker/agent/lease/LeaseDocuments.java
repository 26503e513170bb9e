package io.tracker.agent.lease;

import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.day.Lease;
import io.tracker.schemas.day.LeaseHeartbeat;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.names.ObjectNames;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The leases of a plan in the store. Thread safe. */
final class LeaseDocuments {
    private final ObjectStore store;
    private final Plan plan;
    private final Documents documents = new Documents();

    LeaseDocuments(ObjectStore store, Plan plan) {
        this.store = store;
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    /** The lease of the highest generation; empty if the unit was never leased. */
    Optional<Lease> highest(int unit) throws IOException {
        int highest = 0;
        String folder = ObjectNames.leasesOfUnit(plan.dt(), plan.replicaSet(), unit);
        for (String key : store.list(folder)) {
            highest = Math.max(highest, ObjectNames.manifestNumber(key).orElse(0));
        }
        if (highest == 0) {
            return Optional.empty();
        }
        String key = ObjectNames.lease(plan.dt(), plan.replicaSet(), unit, highest);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(documents.read(DocumentKind.LEASE, body.get(), key));
    }

    /** Creates a lease; false if another agent was faster, or nobody can say. */
    boolean create(Lease lease) throws IOException {
        String key = ObjectNames.lease(plan.dt(), plan.replicaSet(), lease.unit(), lease.generation());
        byte[] body = documents.write(DocumentKind.LEASE, lease);
        return switch (store.createOnce(key, body)) {
            case CREATED -> true;
            // our own earlier try may have come through
            case EXISTS, UNKNOWN ->
                store.read(key)
                        .filter(standing -> Arrays.equals(standing, body))
                        .isPresent();
        };
    }

    /** The holder's last sign of life; empty if there was none yet. */
    Optional<LeaseHeartbeat> heartbeat(Lease lease) throws IOException {
        String key = heartbeatKey(lease);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty()
                ? Optional.empty()
                : Optional.of(documents.read(DocumentKind.LEASE_HEARTBEAT, body.get(), key));
    }

    /** Gives a sign of life. */
    void beat(Lease lease, LeaseHeartbeat heartbeat) throws IOException {
        store.overwrite(heartbeatKey(lease), documents.write(DocumentKind.LEASE_HEARTBEAT, heartbeat));
    }

    private String heartbeatKey(Lease lease) {
        return ObjectNames.leaseHeartbeat(plan.dt(), plan.replicaSet(), lease.unit(), lease.generation());
    }
}
