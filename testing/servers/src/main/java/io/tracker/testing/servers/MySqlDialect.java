package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MySQL 8.0 and later. */
final class MySqlDialect implements Dialect {

    @Override
    public List<String> initialise(ServerInstallation installation, Path data, Path scratch) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                installation.server().toString(),
                "--no-defaults",
                "--initialize-insecure",
                "--basedir=" + installation.base(),
                "--datadir=" + data,
                "--tmpdir=" + scratch,
                "--init-file=" + rootFromLoopback(scratch),
                "--disable-log-bin",
                "--innodb-redo-log-capacity=" + ServerConfig.REDO_LOG_SIZE));
        installation.options().forEach((name, value) -> command.add("--" + name + "=" + value));
        return command;
    }

    private static Path rootFromLoopback(Path scratch) throws IOException {
        return Files.writeString(scratch.resolve("root.sql"), """
                CREATE USER root@'127.0.0.1';
                GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
                """);
    }

    @Override
    public Map<String, String> serverOptions(int parallelAppliers) {
        return Map.ofEntries(
                Map.entry("gtid-mode", "ON"),
                Map.entry("enforce-gtid-consistency", "ON"),
                Map.entry("replica-parallel-workers", Integer.toString(parallelAppliers)),
                Map.entry("innodb-redo-log-capacity", ServerConfig.REDO_LOG_SIZE),
                Map.entry("mysqlx", "OFF"),
                // The product reads replication tables there, so it stays on; what nobody reads is kept small.
                Map.entry("performance-schema", "ON"),
                Map.entry("performance-schema-digests-size", "200"),
                Map.entry("performance-schema-error-size", "100"));
    }

    @Override
    public Map<String, String> writability(boolean readOnly) {
        return Map.of("super-read-only", readOnly ? "ON" : "OFF");
    }

    @Override
    public List<String> makeWritable() {
        return List.of("SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
    }

    @Override
    public List<String> makeReadOnly() {
        return List.of("SET GLOBAL super_read_only = ON");
    }

    @Override
    public List<String> createUsers(String agentPassword) {
        return List.of(
                "CREATE USER " + REPLICATION_USER + "@'127.0.0.1' IDENTIFIED BY '" + REPLICATION_PASSWORD + "'",
                "GRANT REPLICATION SLAVE ON *.* TO " + REPLICATION_USER + "@'127.0.0.1'",
                "CREATE USER " + AGENT_USER + "@'127.0.0.1' IDENTIFIED BY '" + agentPassword + "'",
                // PROCESS: only so are tablespaces seen, which tell a swapped table from its twin.
                "GRANT SELECT, PROCESS, SHOW VIEW, TRIGGER, EVENT, REPLICATION CLIENT, REPLICATION SLAVE,"
                        + " REPLICATION_SLAVE_ADMIN ON *.* TO " + AGENT_USER + "@'127.0.0.1'");
    }

    @Override
    public List<String> replicateFrom(int sourcePort) {
        return List.of("CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = " + sourcePort
                + ", SOURCE_USER = '" + REPLICATION_USER + "', SOURCE_PASSWORD = '" + REPLICATION_PASSWORD
                + "', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1, SOURCE_CONNECT_RETRY = 1,"
                // The default of newer versions gives up after ten attempts: a test may keep a primary down for longer.
                + " SOURCE_RETRY_COUNT = 86400, SOURCE_HEARTBEAT_PERIOD = 1");
    }

    @Override
    public List<String> replicateAlsoFrom(String channel, int sourcePort) {
        return List.of(
                replicateFrom(sourcePort).get(0) + " FOR CHANNEL '" + channel + "'",
                "START REPLICA FOR CHANNEL '" + channel + "'");
    }

    @Override
    public List<String> startReplication() {
        return List.of("START REPLICA");
    }

    @Override
    public List<String> stopReplication() {
        return List.of("STOP REPLICA");
    }

    @Override
    public List<String> forgetSource() {
        return List.of("STOP REPLICA", "RESET REPLICA ALL");
    }

    @Override
    public String statusQuery() {
        return "SHOW REPLICA STATUS";
    }

    @Override
    public List<String> runningColumns() {
        return List.of("Replica_IO_Running", "Replica_SQL_Running");
    }

    @Override
    public String positionQuery() {
        return "SELECT @@global.gtid_executed";
    }

    @Override
    public String waitQuery(String position, Duration limit) {
        return "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + position + "', " + limit.toSeconds() + ")";
    }
}
