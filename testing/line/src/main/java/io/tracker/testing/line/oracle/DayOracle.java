package io.tracker.testing.line.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What holds after every fault: exactly one current manifest a table, shard and day, or none; every object that it names exists with its
 * size and CRCs; its rows and its schema equal those of a server stopped at its position; replication runs on every replica; a table without
 * an outcome means an exit code other than 0.
 *
 * <p>It speaks for one replica set, and passes others in the same store by. The witness must have been held before the first run of the day.
 */
public final class DayOracle {
    private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(20);

    private final Lake lake;
    private final String replicaSet;
    private final LocalDate dt;
    private final Witness witness;
    private final List<Node> replicas;
    private final Set<String> laterTables;
    private final Set<String> refused = new HashSet<>();

    /**
     * An oracle for one day.
     *
     * @param replicas those that must replicate; not the witness, which stands still
     */
    public DayOracle(Lake lake, String replicaSet, LocalDate dt, Witness witness, List<Node> replicas) {
        this(lake, replicaSet, dt, witness, replicas, Set.of());
    }

    private DayOracle(
            Lake lake, String replicaSet, LocalDate dt, Witness witness, List<Node> replicas, Set<String> laterTables) {
        this.lake = lake;
        this.replicaSet = replicaSet;
        this.dt = dt;
        this.witness = witness;
        this.replicas = List.copyOf(replicas);
        this.laterTables = Set.copyOf(laterTables);
    }

    /** The same, where these tables, as {@code schema.table}, came after the plan: they may have a manifest, and need none. */
    public DayOracle withLaterTables(Set<String> tables) {
        return new DayOracle(lake, replicaSet, dt, witness, replicas, tables);
    }

    /**
     * Proves the day as it is now.
     *
     * @param exitCode how the agent ended; anything but 0 for one that was killed
     * @return what each backed up table holds, by {@code schema.table}
     */
    public Map<String, Tally> check(int exitCode) throws IOException, SQLException, InterruptedException {
        refused.clear();
        requireReplication();
        List<BackupManifest> manifests = CurrentManifests.of(lake, dt.toString()).stream()
                .filter(manifest -> manifest.replicaSet().equals(replicaSet))
                .toList();
        Map<String, String> dropped = requireOutcomes(manifests, exitCode);
        Map<String, Tally> tallies = new TreeMap<>();
        Set<String> positions = new HashSet<>(dropped.values());
        manifests.forEach(manifest -> positions.add(manifest.position()));
        for (String position : witness.inOrder(positions)) {
            witness.moveTo(position);
            for (BackupManifest manifest : manifests) {
                if (manifest.position().equals(position)) {
                    tallies.put(name(manifest), requireEqual(manifest));
                }
            }
            requireAbsent(dropped, position);
            if (exitCode == 0) {
                requireEveryTable(tallies.keySet(), position.equals(last(positions)));
            }
        }
        requireDistinctObjects(manifests);
        return tallies;
    }

    private Tally requireEqual(BackupManifest manifest) throws IOException, SQLException {
        try (Connection server = witness.connect()) {
            String expected = withoutCounter(ServerTable.createTable(server, manifest.schema(), manifest.table()));
            String got = withoutCounter(manifest.createTable());
            if (!got.equals(expected)) {
                throw new MismatchException(
                        "Schema differs: " + name(manifest) + " (got " + got + ", expected " + expected + ")");
            }
            return Comparison.requireEqual(
                    name(manifest),
                    ServerRows.stored(server, manifest.schema(), manifest.table()),
                    new BackupRows(lake, manifest));
        }
    }

    /** A table that is said to be dropped was dropped at the position that is said. */
    private void requireAbsent(Map<String, String> dropped, String position) throws IOException, SQLException {
        try (Connection server = witness.connect()) {
            for (Map.Entry<String, String> table : dropped.entrySet()) {
                String[] name = table.getKey().split("\\.", 2);
                if (table.getValue().equals(position)
                        && ServerTable.tables(server, name[0]).contains(name[1])) {
                    throw new MismatchException(
                            "Table is said to be dropped, and was there: " + table.getKey() + " at " + position);
                }
            }
        }
    }

    /** A run that ended well leaves no table of the server without a manifest. */
    private void requireEveryTable(Set<String> backedUp, boolean lastPosition) throws IOException, SQLException {
        if (!lastPosition) {
            return;
        }
        try (Connection server = witness.connect()) {
            for (String schema : ServerTable.schemas(server)) {
                for (String table : ServerTable.tables(server, schema)) {
                    String name = schema + "." + table;
                    if (refused.contains(name)) {
                        requireNoSnapshots(server, schema, table);
                    } else if (!backedUp.contains(name) && !laterTables.contains(name)) {
                        throw new MismatchException(
                                "Agent ended with 0, but a table has no manifest: " + name + " dt=" + dt);
                    }
                }
            }
        }
    }

    /** Only what no snapshot can hold may be refused. */
    private static void requireNoSnapshots(Connection server, String schema, String table)
            throws SQLException, MismatchException {
        String engine = ServerTable.engine(server, schema, table);
        if (engine.equals("InnoDB")) {
            throw new MismatchException("Table was refused, and its engine has snapshots: " + schema + "." + table);
        }
    }

    /** Returns the positions of tables that are said to be dropped. */
    private Map<String, String> requireOutcomes(List<BackupManifest> manifests, int exitCode) throws IOException {
        String folder = "days/dt=" + dt + "/" + replicaSet + "/";
        List<String> keys = lake.list(folder).stream().map(Lake.Entry::key).toList();
        ObjectMapper json = new ObjectMapper();
        boolean complete = keys.contains(folder + "complete.json");
        if (exitCode == 0 && !complete) {
            throw new MismatchException("Agent ended with 0, but the day is not complete: " + folder);
        }
        Map<String, String> dropped = new HashMap<>();
        if (!complete) {
            return dropped;
        }
        Map<String, JsonNode> outcomes = new HashMap<>();
        for (JsonNode outcome :
                json.readTree(lake.read(folder + "complete.json")).path("outcomes")) {
            outcomes.put(name(outcome.at("/table/table")), outcome);
        }
        Map<String, BackupManifest> byTable = new HashMap<>();
        manifests.forEach(manifest -> byTable.put(name(manifest), manifest));
        for (JsonNode planned : json.readTree(lake.read(folder + "plan.json")).path("tables")) {
            String table = name(planned.path("table"));
            JsonNode outcome = outcomes.get(table);
            if (outcome == null) {
                throw new MismatchException("Day is complete, but a planned table has no outcome: " + table);
            }
            boolean published = outcome.path("result").asText().equals("manifest");
            if (published != byTable.containsKey(table)) {
                throw new MismatchException("Outcome and manifest disagree: " + table + " (got outcome " + outcome
                        + ", manifest " + (byTable.containsKey(table) ? "present" : "absent") + ")");
            }
            if (published
                    && outcome.at("/manifest/rows").longValue()
                            != byTable.get(table).rows()) {
                throw new MismatchException("Outcome has other rows than the manifest: " + outcome);
            }
            if (outcome.path("result").asText().equals("refused")) {
                refused.add(table);
            }
            if (outcome.path("result").asText().equals("dropped")) {
                dropped.put(table, outcome.at("/position/gtid").asText());
            }
        }
        return dropped;
    }

    private static void requireDistinctObjects(List<BackupManifest> manifests) throws MismatchException {
        Set<String> keys = new HashSet<>();
        for (BackupManifest manifest : manifests) {
            for (JsonNode object : manifest.objects()) {
                if (!keys.add(object.path("key").asText())) {
                    throw new MismatchException("Two manifests name one object: " + object.path("key"));
                }
            }
        }
    }

    /** An applier needs a moment after START until both of its threads show. */
    private void requireReplication() throws SQLException, InterruptedException, MismatchException {
        for (Node replica : replicas) {
            long deadline = System.nanoTime() + REPLICATION_LIMIT.toNanos();
            while (!replica.isReplicationRunning()) {
                if (System.nanoTime() > deadline) {
                    throw new MismatchException(
                            "Replication does not run: " + replica.name() + " (" + replica.replicationStatus() + ")");
                }
                Thread.sleep(50);
            }
        }
    }

    private String last(Set<String> positions) throws IOException, SQLException {
        List<String> ordered = witness.inOrder(positions);
        return ordered.get(ordered.size() - 1);
    }

    private static String withoutCounter(String createTable) {
        return createTable.replaceAll("(?m)^(\\) ENGINE=\\S+) AUTO_INCREMENT=\\d+", "$1");
    }

    private static String name(BackupManifest manifest) {
        return manifest.schema() + "." + manifest.table();
    }

    private static String name(JsonNode table) {
        return table.path("schema").asText() + "." + table.path("table").asText();
    }
}
