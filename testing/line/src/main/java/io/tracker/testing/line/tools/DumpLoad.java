package io.tracker.testing.line.tools;

import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.ServerTable;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ServerInstallation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Loads a dump back by its own scripts and the server's own client, as its consumers do, into a schema that no replica sees and no backup
 * holds.
 */
public final class DumpLoad {
    private static final String LOAD = ".load.sql";

    private final SqlClient client;
    private final String schema;

    /** Creates the schema, empty. */
    public DumpLoad(ServerInstallation installation, Node server, String schema) throws SQLException {
        this.client = new SqlClient(installation, server);
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
        Path load = dump.companion(LOAD);
        String name = load.getFileName().toString();
        run(load.resolveSibling(name.substring(0, name.length() - LOAD.length()) + ".sql"));
        run(load);
    }

    private void run(Path script) throws IOException, InterruptedException {
        client.run(script, "--local-infile=1", "--init-command=SET SESSION sql_log_bin = 0", "--database=" + schema);
    }
}
