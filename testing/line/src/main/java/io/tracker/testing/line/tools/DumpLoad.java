package io.tracker.testing.line.tools;

import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.ServerTable;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ServerInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Loads a dump back by its own scripts and the server's own client, as its consumers do, into a schema that no replica sees and no backup
 * holds.
 */
public final class DumpLoad {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final ServerInstallation installation;
    private final Node server;
    private final String schema;

    /** Creates the schema, empty. */
    public DumpLoad(ServerInstallation installation, Node server, String schema) throws SQLException {
        this.installation = installation;
        this.server = server;
        this.schema = schema;
        server.execute(
                "SET sql_log_bin = 0, foreign_key_checks = 0",
                "DROP DATABASE IF EXISTS " + ServerTable.quote(schema),
                "CREATE DATABASE " + ServerTable.quote(schema),
                "SET GLOBAL local_infile = 1");
    }

    public String schema() {
        return schema;
    }

    /** Creates the table and loads it. */
    public void load(PublishedOutput dump) throws IOException, InterruptedException {
        run(dump, dump.companion(".load.sql").getFileName().toString().replace(".load.sql", ".sql"));
        run(dump, dump.companion(".load.sql").getFileName().toString());
    }

    private void run(PublishedOutput dump, String script) throws IOException, InterruptedException {
        Path log = Files.createTempFile("load-back-", ".log");
        // The client reads the files from the folder that it stands in, so a shell goes there first.
        List<String> command = List.of(
                "sh",
                "-c",
                "cd \"$1\" && exec \"$2\" --no-defaults --user=root --protocol=socket --socket=\"$3\" --local-infile=1"
                        + " --init-command='SET SESSION sql_log_bin = 0' --database=\"$4\" < \"$5\"",
                "load",
                dump.folder().toString(),
                installation.program("mysql").toString(),
                server.socket().toString(),
                schema,
                script);
        try (ToolRun run = ToolRun.start("Loading " + script, command, Map.of(), log)) {
            run.await(LIMIT).require(0);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
