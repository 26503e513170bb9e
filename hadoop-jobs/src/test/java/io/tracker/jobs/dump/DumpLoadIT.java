package io.tracker.jobs.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.fixture.ServerTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.print.RowText;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A table of every type, dumped and loaded again by the server's own client, is the table that it was. */
@ParameterizedClass
@EnumSource
final class DumpLoadIT {
    private static ReplicaSet set;

    private final DumpFormat format = new DumpFormat();
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
        try (Connection connection = set.primary().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'");
            statement.execute("SET SESSION time_zone = '+00:00'");
            for (String sql : TypeMatrix.statements(engine)) {
                statement.execute(sql);
            }
        }
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
        assertLoadsBack("matrix", Map.of());
    }

    @Test
    void loadsBackWithoutAWarning() throws Exception {
        assertLoadsBack("plain", Map.of());
    }

    @Test
    void loadsBackFromHexAndRawNul() throws Exception {
        assertLoadsBack("matrix", Map.of("dump.binary", "hex", "dump.nul", "raw"));
    }

    @Test
    void insertsEveryRowBackByThePrintedStatements() throws Exception {
        try (Connection connection = connect()) {
            ServerTable source = new ServerTable(connection, "src", "matrix");
            BackupTable table = source.backup();
            RowText statements = RowText.Form.SQL.of(SchemaUnifier.unify(List.of(table.source())));
            StringBuilder script = new StringBuilder(statements.head());
            table.rows(row -> script.append(statements.row(table.table(), 0, row)));
            Files.writeString(folder.resolve("rows.sql"), script);
            server.execute(
                    "DROP DATABASE IF EXISTS loaded",
                    "CREATE DATABASE loaded",
                    "CREATE TABLE loaded.matrix LIKE src.matrix");
            ClientRun run = run("rows.sql");
            assertEquals(0, run.exitCode(), run.output());
            ServerTable loaded = new ServerTable(connection, "loaded", "matrix");
            assertSame(table, source.rows(table.schema()), loaded.rows(table.schema()));
        }
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
        ClientRun run = load(table, Map.of(), "few");
        assertNotEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("loaded 2 rows, expected 3, warnings 1"), run.output());
    }

    @Test
    void endsWithAnErrorIfTheServerChangesAValue() throws Exception {
        BackupTable table = BackupTable.of("src", "few").required("id", "int").row("1");
        table.createTable("CREATE TABLE few (id int NOT NULL)").row("99999999999");
        ClientRun run = load(table, Map.of(), "few");
        assertNotEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("loaded 2 rows, expected 2, warnings 1"), run.output());
    }

    @Test
    void convertsEveryTypeToParquet() throws Exception {
        try (Connection connection = connect()) {
            BackupTable table = new ServerTable(connection, "src", "matrix").backup();
            ParquetFile file = ParquetFile.of(table, folder, Map.of("policy.sjis", "binary"));
            assertEquals(
                    List.of(server.queryText("SELECT COUNT(*) FROM src.matrix")),
                    file.query("SELECT count(*) FROM file"));
        }
    }

    @Test
    void decodesTextAsTheServersConvertDoes() throws Exception {
        try (Connection connection = connect()) {
            BackupTable table = new ServerTable(connection, "src", "matrix").backup();
            ParquetFile file = ParquetFile.of(table, folder, Map.of("policy.sjis", "binary"));
            for (String column : List.of("c", "v", "u16", "u2", "u32", "tx", "e", "ee", "en", "s")) {
                List<String> expected = server
                        .queryTexts("SELECT HEX(CONVERT(" + column + " USING utf8mb4)) FROM src.matrix ORDER BY id")
                        .stream()
                        .map(value -> value.orElse("NULL"))
                        .toList();
                assertEquals(
                        expected,
                        file.query("SELECT coalesce(hex(" + column + "), 'NULL') FROM file ORDER BY id"),
                        column);
            }
        }
    }

    @Test
    void decodesEveryCodeOfLatin1AsTheServersConvertDoes() throws Exception {
        server.execute(
                "CREATE TABLE src.codes (id INT PRIMARY KEY, c VARCHAR(1) CHARACTER SET latin1)",
                "INSERT INTO src.codes WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 255)"
                        + " SELECT i, CONVERT(UNHEX(LPAD(HEX(i), 2, '0')) USING latin1) FROM n");
        try (Connection connection = connect()) {
            BackupTable table = new ServerTable(connection, "src", "codes").backup();
            ParquetFile file = ParquetFile.of(table, folder, Map.of());
            List<String> expected = server
                    .queryTexts("SELECT CONCAT(HEX(c), ' ', HEX(CONVERT(c USING utf8mb4))) FROM src.codes ORDER BY id")
                    .stream()
                    .map(Optional::orElseThrow)
                    .toList();
            assertEquals(256, expected.size());
            assertEquals("81 C281", expected.get(0x81));
            List<String> got = file.query("SELECT hex(c) FROM file ORDER BY id");
            for (int code = 0; code < 256; code++) {
                assertEquals(expected.get(code), String.format(Locale.ROOT, "%02X ", code) + got.get(code));
            }
        }
    }

    private void assertLoadsBack(String name, Map<String, String> options) throws Exception {
        try (Connection connection = connect()) {
            ServerTable source = new ServerTable(connection, "src", name);
            BackupTable table = source.backup();
            ClientRun run = load(table, options, name);
            assertEquals(0, run.exitCode(), run.output());
            ServerTable loaded = new ServerTable(connection, "loaded", name);
            // The hash leaves out the AUTO_INCREMENT counter, which LOAD DATA moves on by more than it uses.
            assertEquals(table.schema().hash(), loaded.backup().schema().hash(), loaded.createTable());
            assertSame(table, source.rows(table.schema()), loaded.rows(table.schema()));
        }
    }

    /** Dumps a table and runs its scripts in a new schema. */
    private ClientRun load(BackupTable table, Map<String, String> options, String name) throws Exception {
        Conversion conversion = table.conversion(options);
        OutputFile file;
        try (RowWriter writer = format.create(hadoop("part-0.tsv"), conversion, new Configuration(false))) {
            table.writeTo(writer, 0);
            RowFormat.Written written = writer.commit();
            file = new OutputFile("part-0.tsv", written.rows(), written.bytes());
        }
        for (RowFormat.CompanionFile companion : format.companions(conversion, List.of(file))) {
            Files.writeString(folder.resolve(companion.name()), companion.text());
        }
        server.execute("DROP DATABASE IF EXISTS loaded", "CREATE DATABASE loaded");
        ClientRun created = run("_" + name + ".sql");
        assertEquals(0, created.exitCode(), created.output());
        return run("_" + name + ".load.sql");
    }

    private ClientRun run(String script) throws Exception {
        Path output = folder.resolve(script + ".out");
        Process client = new ProcessBuilder(
                        set.installation().program("mysql").toString(),
                        "--no-defaults",
                        "--protocol=tcp",
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--user=root",
                        "--local-infile=1",
                        "--database=loaded")
                .directory(folder.toFile())
                .redirectInput(folder.resolve(script).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!client.waitFor(60, TimeUnit.SECONDS)) {
            client.destroyForcibly();
        }
        return new ClientRun(client.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record ClientRun(int exitCode, String output) {}

    /** Exact bytes, so without any conversion of character sets. */
    private Connection connect() throws Exception {
        Connection connection = server.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION character_set_results = NULL");
            statement.execute("SET SESSION time_zone = '+00:00'");
        }
        return connection;
    }

    private static void assertSame(BackupTable table, List<byte[][]> expected, List<byte[][]> got) {
        assertEquals(expected.size(), got.size(), "rows");
        List<String> names = table.fieldNames();
        for (int row = 0; row < expected.size(); row++) {
            for (int field = 0; field < names.size(); field++) {
                assertEquals(
                        hex(expected.get(row)[field]),
                        hex(got.get(row)[field]),
                        names.get(field) + " of row " + (row + 1));
            }
        }
    }

    private static String hex(byte[] value) {
        return value == null
                ? "NULL"
                : HexFormat.of().formatHex(value) + " " + new String(value, StandardCharsets.ISO_8859_1);
    }

    private org.apache.hadoop.fs.Path hadoop(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }
}
