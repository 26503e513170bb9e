package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ServerTable;
import io.tracker.jobs.print.RowText;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.types.TypeMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each table of the type matrix, dumped and loaded again by the server's own client, is the table that it was. */
@ParameterizedClass
@EnumSource
final class DumpLoadIT {
    private static ReplicaSet set;
    private static TypeMatrix matrix;

    private final Node server = set.primary();

    @TempDir
    private Path folder;

    DumpLoadIT(Engine engine) {
        assertEquals(engine, set.installation().engine());
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine));
        matrix = TypeMatrix.of(set.installation());
        matrix.load(set.primary());
    }

    @AfterParameterizedClassInvocation
    static void close() throws Exception {
        if (set != null) {
            set.close();
            set = null;
        }
    }

    @Test
    void loadsBackAsItWas() throws Exception {
        assertLoadsBack(Map.of());
    }

    @Test
    void loadsBackFromHexAndRawNul() throws Exception {
        assertLoadsBack(Map.of("dump.binary", "hex", "dump.nul", "raw"));
    }

    @Test
    void loadsBackFromGzipWithBackslashedTabs() throws Exception {
        assertLoadsBack(Map.of("dump.compression", "gzip", "dump.tab", "backslashed"));
    }

    @Test
    void loadsBackFromZstdWithHex() throws Exception {
        assertLoadsBack(Map.of("dump.compression", "zstd", "dump.binary", "hex"));
    }

    @Test
    void insertsEveryRowBackByThePrintedStatements() throws Exception {
        DumpLoader loader = new DumpLoader(set, folder);
        assertEachComesBack((table, name) -> {
            RowText statements = RowText.Form.SQL.of(SchemaUnifier.unify(List.of(table.source())));
            StringBuilder script = new StringBuilder(statements.head());
            table.rows(row -> script.append(statements.row(table.table(), 0, row)));
            Files.writeString(folder.resolve("rows.sql"), script);
            server.execute(
                    "DROP DATABASE IF EXISTS loaded",
                    "CREATE DATABASE loaded",
                    "CREATE TABLE loaded." + name + " LIKE " + TypeMatrix.SCHEMA + "." + name);
            return loader.run("rows.sql");
        });
    }

    @Test
    void endsWithAnErrorIfRowsAreMissing() throws Exception {
        BackupTable table = BackupTable.of("src", "few")
                .required("id", "int")
                .key("id")
                .row("1")
                .row("2")
                .row("2");
        table.createTable("CREATE TABLE few (id int NOT NULL PRIMARY KEY)");
        DumpLoader.Ending run = new DumpLoader(set, folder).load(table, Map.of());
        assertNotEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("loaded 2 rows, expected 3, warnings 1"), run.output());
    }

    @Test
    void endsWithAnErrorIfTheServerChangesAValue() throws Exception {
        BackupTable table = BackupTable.of("src", "few").required("id", "int").row("1");
        table.createTable("CREATE TABLE few (id int NOT NULL)").row("99999999999");
        DumpLoader.Ending run = new DumpLoader(set, folder).load(table, Map.of());
        assertNotEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("loaded 2 rows, expected 2, warnings 1"), run.output());
    }

    private void assertLoadsBack(Map<String, String> options) throws Exception {
        DumpLoader loader = new DumpLoader(set, folder);
        assertEachComesBack((table, name) -> loader.load(table, options));
    }

    /** Brings a table of the matrix into the schema {@code loaded}. */
    private interface Loading {
        DumpLoader.Ending load(BackupTable table, String name) throws Exception;
    }

    private void assertEachComesBack(Loading loading) throws Exception {
        for (String name : matrix.rows().keySet()) {
            try (Connection connection = connect()) {
                ServerTable source = new ServerTable(connection, TypeMatrix.SCHEMA, name);
                BackupTable table = source.backup();
                DumpLoader.Ending run = loading.load(table, name);
                assertEquals(0, run.exitCode(), name + ": " + run.output());
                ServerTable loaded = new ServerTable(connection, "loaded", name);
                // The hash leaves out the AUTO_INCREMENT counter, which LOAD DATA moves on by more than it uses.
                assertEquals(table.schema().hash(), loaded.backup().schema().hash(), loaded.createTable());
                assertEquals(
                        List.of(),
                        DumpLoader.differences(table, source.rows(table.schema()), loaded.rows(table.schema())),
                        name);
            }
        }
    }

    /** Exact bytes, so without any conversion of character sets. */
    private Connection connect() throws Exception {
        Connection connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION character_set_results = NULL");
            statement.execute("SET SESSION time_zone = '+00:00'");
        }
        return connection;
    }
}
