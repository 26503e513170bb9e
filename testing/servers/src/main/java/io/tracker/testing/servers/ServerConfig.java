package io.tracker.testing.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The option file of one server and where its files lie.
 *
 * @param set options of the whole replica set
 * @param node options of this server, which win over those of the set
 * @param folder this server's own folder
 */
record ServerConfig(
        ServerInstallation installation, ReplicaSetOptions set, NodeOptions node, Path folder, int port, int serverId) {
    static final String REDO_LOG_SIZE = "32M";
    private static final int LONGEST_SOCKET_PATH = 107;

    ServerConfig {
        int length = folder.resolve("socket").toString().length();
        if (length > LONGEST_SOCKET_PATH) {
            throw new IllegalArgumentException("Path of a server's socket is too long: " + folder + " (got " + length
                    + " characters, expected at most " + LONGEST_SOCKET_PATH
                    + ")\nHINT: set system property tracker.work to a folder with a shorter path");
        }
    }

    Path file() {
        return folder.resolve("server.cnf");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path scratch() {
        return folder.resolve("tmp");
    }

    Path socket() {
        return folder.resolve("socket");
    }

    Path errorLog() {
        return folder.resolve("error.log");
    }

    /** The text of the option file. */
    String render(boolean readOnly) {
        Dialect dialect = Dialect.of(installation.engine());
        Map<String, String> options = new TreeMap<>(common());
        options.putAll(dialect.serverOptions(set.parallelAppliers()));
        options.putAll(dialect.writability(readOnly));
        options.putAll(installation.options());
        override(options, set.serverOptions());
        override(options, node.serverOptions());
        List<String> lines = new ArrayList<>(List.of("[mysqld]"));
        options.forEach((name, value) -> lines.add(value.isEmpty() ? name : name + "=" + value));
        lines.add("");
        return String.join("\n", lines);
    }

    private Map<String, String> common() {
        return Map.ofEntries(
                Map.entry("basedir", installation.base().toString()),
                Map.entry("datadir", data().toString()),
                Map.entry("tmpdir", scratch().toString()),
                Map.entry("secure-file-priv", scratch().toString()),
                Map.entry("socket", socket().toString()),
                Map.entry("pid-file", folder.resolve("pid").toString()),
                Map.entry("log-error", errorLog().toString()),
                Map.entry("bind-address", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("report-host", "127.0.0.1"),
                Map.entry("report-port", Integer.toString(port)),
                Map.entry("server-id", Integer.toString(serverId)),
                Map.entry("log-bin", "binlog"),
                Map.entry("relay-log", "relay"),
                Map.entry("relay-log-recovery", "ON"),
                Map.entry("character-set-server", "utf8mb4"),
                Map.entry("default-time-zone", "+00:00"),
                Map.entry("local-infile", "ON"),
                Map.entry("skip-name-resolve", "ON"),
                Map.entry("max-connections", "200"),
                Map.entry("table-open-cache", "400"),
                Map.entry("innodb-buffer-pool-size", "64M"),
                Map.entry("innodb-log-buffer-size", "8M"),
                // Data must outlive the death of the server, not that of the machine.
                Map.entry("innodb-flush-log-at-trx-commit", "2"),
                Map.entry("sync-binlog", "0"));
    }

    private static void override(Map<String, String> options, Map<String, String> by) {
        by.forEach((name, value) -> options.put(name.replace('_', '-'), value));
    }
}
