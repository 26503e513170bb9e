package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.schemas.day.Plan;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which tables are taken, and what becomes of columns with personal data, read back by Avro's own reader. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class SelectionIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final ReplicaSet set;
    private final Node leaf;

    SelectionIT(Engine engine, SharedServers servers) throws Exception {
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
    }

    @BeforeEach
    void begin() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE crm_01",
                "CREATE TABLE crm_01.users (id INT PRIMARY KEY, email VARCHAR(100) CHARACTER SET latin1 NOT NULL,"
                        + " phone VARCHAR(20) NOT NULL, born DATE, state ENUM('', 'on') NOT NULL, score FLOAT,"
                        + " domain VARCHAR(100) AS (SUBSTRING(email, 5)) VIRTUAL)",
                "INSERT INTO crm_01.users (id, email, phone, born, state, score)"
                        + " VALUES (1, 'ann\u00e9@personal.example', '+49-111', '1980-02-03', '', 16777216),"
                        + " (2, '', '+49-222', NULL, 'on', NULL)",
                "CREATE TABLE crm_01.tmp_load (id INT PRIMARY KEY)",
                "CREATE TABLE crm_01.urgent (id INT PRIMARY KEY)",
                "CREATE DATABASE other",
                "CREATE TABLE other.t (id INT PRIMARY KEY)");
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE IF EXISTS crm_01", "DROP DATABASE IF EXISTS other");
    }

    @Test
    void masksColumnsBeforeTheyLeaveTheHostAndRecordsWhatWasDone() throws Exception {
        AgentHost agent = agent("mask")
                .with("columns.exclude", "crm.users.domain, crm.users.phone")
                .with(
                        "columns.mask",
                        "crm.users.EMAIL:hash, crm.users.state:hash, crm.users.score:hash, crm.*ers.born:null");
        Ended backup = agent.run("backup");
        assertEquals(0, backup.exit(), backup.out() + backup.err());
        assertEquals(0, agent.run("verify").exit());

        Manifest manifest = manifests(agent).get("users");
        assertEquals(
                List.of("id int", "email char(64)", "born date", "state char(64)", "score char(64)"),
                manifest.schema().columns().stream()
                        .map(column -> column.name() + " " + column.columnType().replace("int(11)", "int"))
                        .toList());
        assertEquals(
                List.of("email hash", "phone excluded", "born null", "state hash", "score hash", "domain excluded"),
                manifest.schema().masking().orElseThrow().columns().stream()
                        .map(masked -> masked.column() + " " + masked.how().word())
                        .toList());
        assertEquals(
                List.of(
                        List.of(
                                "1",
                                hash(latin1("ann\u00e9@personal.example")),
                                "NULL",
                                hash(latin1("")),
                                hash(latin1("16777216"))),
                        List.of("2", hash(latin1("")), "NULL", hash(latin1("on")), "NULL")),
                rows(agent, manifest));
        for (Path file : files(agent.store())) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains("personal.example") || text.contains("+49-"), file.toString());
            assertFalse(text.contains(KEY), file.toString());
        }
    }

    @Test
    void takesWhatIsIncludedAndNotExcludedUrgentTablesFirst() throws Exception {
        AgentHost agent = agent("tables")
                .with("tables.include", "crm.*")
                .with("tables.exclude", "*.tmp_*")
                .with("tables.first", "crm.urgent")
                .with("tables.parallel", "1");
        Ended backup = agent.run("backup");
        assertEquals(0, backup.exit(), backup.out() + backup.err());
        assertTrue(backup.out().contains(": complete"), backup.out());
        assertEquals(List.of("urgent", "users"), List.copyOf(manifests(agent).keySet()));
        Manifest urgent = manifests(agent).get("urgent");
        Manifest users = manifests(agent).get("users");
        assertTrue(
                urgent.run().finishedAt().isBefore(users.run().startedAt()),
                "the empty one goes before the larger one");

        // what is left out did not vanish
        SharedServers.run(set, "DROP TABLE crm_01.tmp_load");
        Ended same = agent.run("backup");
        assertEquals(0, same.exit(), same.err());

        Ended otherwise = agent.with("tables.exclude", "*.tmp_*, crm.urgent").run("backup");
        assertEquals(2, otherwise.exit(), otherwise.out());
        assertTrue(otherwise.err().contains("selection differs from the plan's: demo dt="), otherwise.err());
    }

    @Test
    void neverTakesATableWhoseMaskDoesNotFit() throws Exception {
        AgentHost agent = agent("fit");
        refused(
                agent.with("columns.mask", "crm.users.e_mail:null"),
                1,
                "column to be masked is not in the table: demo.crm_01.users.e_mail");
        refused(
                agent("key").with("columns.mask", "crm.users.id:hash"),
                1,
                "column of the primary key cannot be masked: demo.crm_01.users.id");
        refused(
                agent("computed").with("columns.mask", "crm.users.email:hash"),
                1,
                "generated column is computed from a masked one: demo.crm_01.users.domain (from email)");
        refused(
                agent("table").with("columns.mask", "crm.user.email:hash"),
                2,
                "tables to be masked are missing: [crm.user.email:hash]");
    }

    private void refused(AgentHost agent, int exit, String message) throws Exception {
        Ended backup = agent.run("backup");
        assertEquals(exit, backup.exit(), backup.out() + backup.err());
        assertTrue(backup.err().contains(message), backup.err());
        assertFalse(manifests(agent).containsKey("users"), message);
        if (exit == 1) {
            assertTrue(manifests(agent).containsKey("urgent"), "the others go on");
            for (Path file : files(agent.store())) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("personal.example"));
            }
        }
    }

    private AgentHost agent(String name) throws IOException {
        AgentHost agent = new AgentHost(folder.resolve(name), set, leaf);
        Path key = Files.writeString(folder.resolve("mask.key"), KEY + "\n");
        return agent.with("shard.pattern", "(.+)_[0-9]+").with("columns.hash-key-file", key.toString());
    }

    private static Map<String, Manifest> manifests(AgentHost agent) throws IOException {
        Map<String, Manifest> manifests = new TreeMap<>();
        for (Path file : files(agent.store())) {
            if (file.startsWith(agent.store().resolve("manifests"))) {
                Manifest manifest =
                        new Documents().read(DocumentKind.MANIFEST, Files.readAllBytes(file), file.toString());
                manifests.put(manifest.table().table().table(), manifest);
            }
            if (file.endsWith("plan.json")) {
                Plan plan = new Documents().read(DocumentKind.PLAN, Files.readAllBytes(file), file.toString());
                assertTrue(plan.selection().isPresent(), plan.toString());
            }
        }
        return manifests;
    }

    private static List<List<String>> rows(AgentHost agent, Manifest manifest) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (ManifestObject object : manifest.objects()) {
            try (DataFileReader<GenericRecord> reader =
                    new DataFileReader<>(agent.store().resolve(object.key()).toFile(), new GenericDatumReader<>())) {
                assertEquals("hash", reader.getSchema().getField("email").getProp("tracker.mask"));
                for (GenericRecord record : reader) {
                    List<String> row = new ArrayList<>();
                    for (int i = 0; i < record.getSchema().getFields().size(); i++) {
                        row.add(record.get(i) == null ? "NULL" : text((ByteBuffer) record.get(i)));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static String text(ByteBuffer value) {
        return StandardCharsets.ISO_8859_1.decode(value).toString();
    }

    private static String hash(byte[] value) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(value));
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
