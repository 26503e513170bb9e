package io.tracker.agent.publish;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.store.ObjectStore;
import io.tracker.schemas.day.Complete;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents of a day in the store, created once and read back, each compared with the names that it must carry.
 *
 * <p>Every method that creates returns what stands afterwards, which may be another agent's. Thread safe.
 */
public final class DayDocuments {
    private final ObjectStore store;
    private final Documents documents;
    private final CreateOnce createOnce;
    private final Set<String> plansMade = ConcurrentHashMap.newKeySet();
    private final Map<TableDay, Outcome> outcomes = new ConcurrentHashMap<>();

    public DayDocuments(ObjectStore store) {
        this.store = store;
        this.documents = new Documents();
        this.createOnce = new CreateOnce(store);
    }

    /** What a replica set owes for a day; empty if nobody has planned it. */
    public Optional<Plan> plan(LocalDate dt, String replicaSet) throws IOException {
        String key = ObjectNames.plan(dt, replicaSet);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(plan(key, body.get(), dt, replicaSet));
    }

    /** Plans a day, or finds its plan. */
    public Plan createPlan(Plan plan) throws IOException {
        String key = ObjectNames.plan(plan.dt(), plan.replicaSet());
        CreateOnce.Standing standing = createOnce.put(key, documents.write(DocumentKind.PLAN, plan));
        if (standing.mine()) {
            plansMade.add(plan.nonce());
        }
        return plan(key, standing.body(), plan.dt(), plan.replicaSet());
    }

    /** Whether the plan was made here: nobody can have worked on it before. */
    boolean isMadeHere(Plan plan) {
        return plansMade.contains(plan.nonce());
    }

    /**
     * Refuses a plan that was made by servers which this host knows nothing of: the host then carries another replica set's name.
     *
     * @param servers identities of this server and of its sources
     */
    public static void requireSameReplicaSet(Plan plan, Set<String> servers) {
        if (Collections.disjoint(plan.servers(), servers)) {
            throw new OperatorException(
                    "replica set of the plan is another one: " + plan.replicaSet() + " dt=" + plan.dt()
                            + " (got servers " + plan.servers() + ", expected one of " + servers + ")",
                    "two replica sets carry the same name, or this host the wrong one: correct fleet.replica-set");
        }
    }

    /** The current manifest of a table and day: the highest number; empty if there is none. */
    public Optional<Manifest> manifest(TableDay table) throws IOException {
        int highest = highestManifest(table);
        if (highest == 0) {
            return Optional.empty();
        }
        String key = ObjectNames.manifest(table, highest);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(manifest(key, body.get(), table));
    }

    /** The number of the current manifest of a table and day, which may be damaged; 0 if there is none. */
    public int highestManifest(TableDay table) throws IOException {
        int highest = 0;
        for (String key : store.list(ObjectNames.manifestsOfShard(table))) {
            OptionalInt number = ObjectNames.manifestNumber(key);
            highest = Math.max(highest, number.orElse(0));
        }
        return highest;
    }

    /** What is asked at the last moment before a publication. */
    public interface LastCheck {
        /** Throws if the publication must not be. */
        void run() throws IOException;
    }

    /**
     * Publishes a table of a shard for a day, or finds what another agent published.
     *
     * @param lastCheck run when nothing but the request itself is left to do
     */
    public Manifest createManifest(Manifest manifest, LastCheck lastCheck) throws IOException {
        String key = ObjectNames.manifest(manifest.table(), manifest.number());
        byte[] body = documents.write(DocumentKind.MANIFEST, manifest);
        lastCheck.run();
        return manifest(key, createOnce.put(key, body).body(), manifest.table());
    }

    /** How a planned table ended; empty if nobody has recorded it. */
    public Optional<Outcome> outcome(TableDay table) throws IOException {
        // It never changes, so it is read once.
        Outcome known = outcomes.get(table);
        if (known != null) {
            return Optional.of(known);
        }
        String key = ObjectNames.outcome(table);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(outcome(key, body.get(), table));
    }

    /** The keys of all outcomes that are recorded, in one listing: most tables of a new day have none. */
    Set<String> outcomeKeys(LocalDate dt, String replicaSet) throws IOException {
        return Set.copyOf(store.list(ObjectNames.outcomes(dt, replicaSet)));
    }

    /** Records how a planned table ended, or finds what another agent recorded. */
    public Outcome createOutcome(Outcome outcome) throws IOException {
        String key = ObjectNames.outcome(outcome.table());
        CreateOnce.Standing standing = createOnce.put(key, documents.write(DocumentKind.OUTCOME, outcome));
        if (!standing.mine()) {
            return outcome(key, standing.body(), outcome.table());
        }
        outcomes.put(outcome.table(), outcome);
        return outcome;
    }

    /** Whether a replica set is complete for a day. */
    public Optional<Complete> complete(LocalDate dt, String replicaSet) throws IOException {
        String key = ObjectNames.complete(dt, replicaSet);
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(documents.read(DocumentKind.COMPLETE, body.get(), key));
    }

    /** Says that all outcomes are in, or finds that another agent said so. */
    public Complete createComplete(Complete complete) throws IOException {
        String key = ObjectNames.complete(complete.dt(), complete.replicaSet());
        CreateOnce.Standing standing = createOnce.put(key, documents.write(DocumentKind.COMPLETE, complete));
        return standing.mine() ? complete : documents.read(DocumentKind.COMPLETE, standing.body(), key);
    }

    /** Writes views, triggers, routines and events of a shard as SQL text, unless that was done before. */
    public void createDdl(LocalDate dt, String replicaSet, String schema, String sql) throws IOException {
        createOnce.put(ObjectNames.ddl(dt, replicaSet, schema), sql.getBytes(StandardCharsets.UTF_8));
    }

    /** What the operator expects of the fleet; empty if there is no such list. */
    public Optional<Fleet> fleet() throws IOException {
        String key = ObjectNames.fleet();
        Optional<byte[]> body = store.read(key);
        return body.isEmpty() ? Optional.empty() : Optional.of(documents.read(DocumentKind.FLEET, body.get(), key));
    }

    /** Whether a shard's views, triggers, routines and events are written. */
    public boolean hasDdl(LocalDate dt, String replicaSet, String schema) throws IOException {
        return store.size(ObjectNames.ddl(dt, replicaSet, schema)).isPresent();
    }

    /** The plans of all replica sets for a day. */
    public List<Plan> plans(LocalDate dt) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (String key : store.list(ObjectNames.dayFolder(dt))) {
            if (key.endsWith("/plan.json")) {
                Optional<byte[]> body = store.read(key);
                if (body.isPresent()) {
                    Plan plan = documents.read(DocumentKind.PLAN, body.get(), key);
                    plans.add(plan(key, body.get(), dt, plan.replicaSet()));
                }
            }
        }
        return plans;
    }

    private Plan plan(String key, byte[] body, LocalDate dt, String replicaSet) throws IOException {
        Plan plan = documents.read(DocumentKind.PLAN, body, key);
        requireSame(key, plan.replicaSet() + " dt=" + plan.dt(), replicaSet + " dt=" + dt);
        return plan;
    }

    private Manifest manifest(String key, byte[] body, TableDay table) throws IOException {
        Manifest manifest = documents.read(DocumentKind.MANIFEST, body, key);
        requireSame(key, manifest.table(), table);
        return manifest;
    }

    private Outcome outcome(String key, byte[] body, TableDay table) throws IOException {
        Outcome outcome = documents.read(DocumentKind.OUTCOME, body, key);
        requireSame(key, outcome.table(), table);
        outcomes.put(table, outcome);
        return outcome;
    }

    /** Encoded names may be cut and hashed, so the true ones inside decide. */
    private static void requireSame(String key, Object got, Object expected) {
        if (!got.equals(expected)) {
            throw new OperatorException(
                    "document speaks of something else: " + key + " (got " + got + ", expected " + expected + ")",
                    "the object was put there by hand, or fleet.replica-set or shard.pattern was changed");
        }
    }
}
