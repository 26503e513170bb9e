package io.tracker.agent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.catalog.GrantReport.MissingGrant;
import io.tracker.agent.server.ServerConnector;
import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.agent.server.TableName;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.CapturedSchema;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class CatalogIT {
    private static final List<String> HOSTILE =
            List.of("../../etc/passwd", "a`b", "a'b\"c\\d", "A", "a", "%2F", "new\nline", "select", "naïve дом", " x");

    private final Engine engine;
    private final ReplicaSet set;
    private final Node leaf;
    private final ServerConnector agent;

    CatalogIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
        this.leaf = set.node("leaf");
        this.agent = SharedServers.agent(set, leaf);
    }

    @Test
    void listsTablesOfAnyNameAndSaysWhichItRefuses() throws Exception {
        SharedServers.run(set, "CREATE DATABASE `cat``alog`", "CREATE TABLE `cat``alog`.m (id INT) ENGINE = MyISAM");
        if (engine == Engine.MARIADB) {
            set.primary()
                    .execute(
                            "CREATE TABLE `cat``alog`.versioned (id INT) WITH SYSTEM VERSIONING",
                            "CREATE SEQUENCE `cat``alog`.s");
        }
        set.primary().execute("CREATE VIEW `cat``alog`.v AS SELECT 1 AS one");
        for (String name : HOSTILE) {
            set.primary()
                    .execute("CREATE TABLE " + new TableName("cat`alog", name) + " (`" + name.replace("`", "``")
                            + "` INT PRIMARY KEY)");
        }
        SharedServers.catchUp(set);
        try {
            List<CatalogTable> tables = new CatalogReader(agent)
                    .tables().stream()
                            .filter(table -> table.name().schema().equals("cat`alog"))
                            .toList();
            assertEquals(
                    HOSTILE.stream().sorted().toList(),
                    tables.stream()
                            .filter(table -> table.refusal().isEmpty())
                            .map(table -> table.name().table())
                            .toList());
            assertEquals(
                    engine == Engine.MARIADB ? List.of("m", "versioned") : List.of("m"),
                    tables.stream()
                            .filter(table -> table.refusal().isPresent())
                            .map(table -> table.name().table())
                            .toList());
            for (String name : HOSTILE) {
                CapturedSchema schema = capture(new TableName("cat`alog", name));
                assertEquals(List.of(name), schema.primaryKey());
                assertEquals(
                        List.of(name),
                        schema.columns().stream().map(CapturedColumn::name).toList());
            }
        } finally {
            SharedServers.run(set, "DROP DATABASE `cat``alog`");
        }
    }

    @Test
    void capturesEveryColumnWithWhatTheBackupMustKnow() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE capture",
                "CREATE TABLE capture.t (id INT UNSIGNED AUTO_INCREMENT, l VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_german1_ci"
                        + " NOT NULL COMMENT 'it''s', hidden INT INVISIBLE DEFAULT 7, v INT AS (hidden + 1) VIRTUAL,"
                        + " s INT AS (hidden + 2) STORED, e ENUM('a', 'b''c'), x VARCHAR(40) DEFAULT (UUID()), y BLOB,"
                        + " PRIMARY KEY (l, id), KEY (id))",
                "CREATE TABLE capture.p (y BLOB, PRIMARY KEY (y(5)))");
        try {
            CapturedSchema schema = capture(new TableName("capture", "t"));
            assertEquals(List.of("l", "id"), schema.primaryKey());
            assertTrue(schema.createTable().startsWith("CREATE TABLE `t` ("), schema.createTable());
            CapturedColumn latin1 = schema.columns().get(1);
            assertEquals(Optional.of("latin1"), latin1.charset());
            assertEquals(Optional.of("latin1_german1_ci"), latin1.collation());
            assertEquals("it's", latin1.comment());
            assertFalse(latin1.nullable());
            assertEquals(
                    "v,s", names(schema, CapturedColumn::generated), "a default of an expression is not generated");
            assertEquals("hidden", names(schema, CapturedColumn::invisible));
            assertEquals(List.of("a", "b'c"), schema.columns().get(5).type().members());
            try (ServerSession session = agent.open("test")) {
                SchemaReader reader = new SchemaReader(session);
                assertTrue(reader.capture(new TableName("capture", "t")).shape().keyOrdered());
                assertFalse(
                        reader.capture(new TableName("capture", "p")).shape().keyOrdered());
            }
        } finally {
            SharedServers.run(set, "DROP DATABASE capture");
        }
    }

    @Test
    void printsWhatElseASchemaHolds() throws Exception {
        SharedServers.run(
                set,
                "CREATE DATABASE other",
                "CREATE TABLE other.t (id INT PRIMARY KEY)",
                "CREATE VIEW other.v AS SELECT id FROM other.t",
                "CREATE TRIGGER other.tr BEFORE INSERT ON other.t FOR EACH ROW SET NEW.id = NEW.id + 1",
                "CREATE PROCEDURE other.p() SELECT 'in p'",
                "CREATE FUNCTION other.f() RETURNS INT DETERMINISTIC RETURN 42",
                "CREATE EVENT other.e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 'in e'");
        try {
            String ddl = new CatalogReader(agent).ddl("other");
            for (String part : List.of(
                    "-- VIEW v",
                    "`v` AS select",
                    "-- TRIGGER tr",
                    "NEW.id + 1",
                    "-- PROCEDURE p",
                    "SELECT 'in p'",
                    "-- FUNCTION f",
                    "RETURN 42",
                    "-- EVENT e",
                    "SELECT 'in e'",
                    "CREATE DATABASE `other`")) {
                assertTrue(ddl.contains(part), part + " is missing in " + ddl);
            }
            assertFalse(ddl.contains("CREATE TABLE"), ddl);
        } finally {
            SharedServers.run(set, "DROP DATABASE other");
        }
    }

    @Test
    void isContentWithTheAccountThatTestsUse() throws Exception {
        GrantReport report = new GrantReader(agent).read();
        assertTrue(report.suffices(), report.toString());
        assertEquals(List.of(), report.wanted());
        assertEquals(List.of(), report.excess());
        assertEquals("'" + set.agentUser() + "'@'127.0.0.1'", report.account());
    }

    @Test
    void printsTheGrantsThatMendAnAccount() throws Exception {
        SharedServers.run(
                set,
                "CREATE USER poor@'127.0.0.1' IDENTIFIED BY 'p'",
                "CREATE ROLE tracker_reader",
                "GRANT SELECT ON *.* TO tracker_reader",
                "GRANT tracker_reader TO poor@'127.0.0.1'");
        ServerConnector poor = SharedServers.connector(leaf, "poor", "p");
        try {
            GrantReport before = new GrantReader(poor).read();
            assertTrue(
                    before.missing().stream()
                            .anyMatch(missing -> missing.privilege().equals("SELECT")),
                    "a role that is not active gives nothing: " + before);
            set.primary()
                    .execute(
                            engine == Engine.MYSQL
                                    ? "SET DEFAULT ROLE tracker_reader TO poor@'127.0.0.1'"
                                    : "SET DEFAULT ROLE tracker_reader FOR poor@'127.0.0.1'");
            SharedServers.catchUp(set);
            GrantReport withRole = new GrantReader(poor).read();
            assertTrue(
                    withRole.missing().stream()
                            .noneMatch(missing -> missing.privilege().equals("SELECT")),
                    withRole.toString());
            for (MissingGrant missing : withRole.missing()) {
                set.primary().execute(missing.statement());
            }
            SharedServers.catchUp(set);
            assertTrue(new GrantReader(poor).read().suffices());
        } finally {
            SharedServers.run(set, "DROP USER poor@'127.0.0.1'", "DROP ROLE tracker_reader");
        }
    }

    @Test
    void findsAPartialRevokeThatHidesASchema() throws Exception {
        if (engine == Engine.MARIADB) {
            // it has none: a right on everything is one on everything
            assertTrue(new GrantReader(agent).read().suffices());
            return;
        }
        for (Node node : set.nodes()) {
            node.execute("SET GLOBAL partial_revokes = ON");
        }
        SharedServers.run(
                set,
                "CREATE DATABASE hid_den",
                "CREATE USER partial@'127.0.0.1' IDENTIFIED BY 'p'",
                "GRANT SELECT ON *.* TO partial@'127.0.0.1'",
                "REVOKE SELECT ON hid_den.* FROM partial@'127.0.0.1'");
        ServerConnector partial = SharedServers.connector(leaf, "partial", "p");
        try {
            List<String> statements = new GrantReader(partial)
                    .read().missing().stream()
                            .map(MissingGrant::statement)
                            .filter(statement -> statement.startsWith("GRANT SELECT"))
                            .toList();
            assertEquals(List.of("GRANT SELECT ON `hid_den`.* TO 'partial'@'127.0.0.1'"), statements);
            SharedServers.run(set, statements.get(0));
            assertTrue(
                    new GrantReader(partial).read().missing().stream().noneMatch(missing -> missing.privilege()
                            .equals("SELECT")),
                    "the statement mends it");
        } finally {
            SharedServers.run(set, "DROP USER partial@'127.0.0.1'", "DROP DATABASE hid_den");
            for (Node node : set.nodes()) {
                node.execute("SET GLOBAL partial_revokes = OFF");
            }
        }
    }

    private CapturedSchema capture(TableName table) throws Exception {
        try (ServerSession session = agent.open("test")) {
            return new SchemaReader(session).capture(table).shape().schema();
        }
    }

    private static String names(CapturedSchema schema, Predicate<CapturedColumn> which) {
        return schema.columns().stream().filter(which).map(CapturedColumn::name).collect(Collectors.joining(","));
    }
}
