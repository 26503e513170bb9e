package io.tracker.testing.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** MariaDB 10.11 and 11.4. */
final class MariaDbDialect implements Dialect {

    @Override
    public List<String> initialise(ServerInstallation installation, Path data, Path scratch) {
        return List.of(
                installation.program("mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + installation.base(),
                "--datadir=" + data,
                "--tmpdir=" + scratch,
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--innodb-log-file-size=" + ServerConfig.REDO_LOG_SIZE);
    }

    @Override
    public Map<String, String> serverOptions(int parallelAppliers) {
        return Map.of(
                "binlog-format", "ROW",
                "gtid-strict-mode", "ON",
                "gtid-domain-id", "0",
                "log-slave-updates", "ON",
                "slave-parallel-threads", Integer.toString(parallelAppliers),
                "innodb-log-file-size", ServerConfig.REDO_LOG_SIZE,
                "performance-schema", "OFF",
                "plugin-maturity", "stable",
                // TLS is on by default since 11.4 and costs a set of three nodes 17 s; it gets tests of its own.
                "skip-ssl", "");
    }

    @Override
    public Map<String, String> writability(boolean readOnly) {
        return Map.of("read-only", readOnly ? "ON" : "OFF");
    }

    @Override
    public List<String> makeWritable() {
        return List.of("SET GLOBAL read_only = OFF");
    }

    @Override
    public List<String> makeReadOnly() {
        return List.of("SET GLOBAL read_only = ON");
    }

    @Override
    public List<String> createUsers(String agentPassword) {
        return List.of(
                "CREATE USER " + REPLICATION_USER + "@'127.0.0.1' IDENTIFIED BY '" + REPLICATION_PASSWORD + "'",
                "GRANT REPLICATION SLAVE ON *.* TO " + REPLICATION_USER + "@'127.0.0.1'",
                "CREATE USER " + AGENT_USER + "@'127.0.0.1' IDENTIFIED BY '" + agentPassword + "'",
                // BINLOG ADMIN: only with sql_log_bin = 0 does a savepoint give back its metadata locks.
                // PROCESS: only so is a parallel applier seen to wait for such a lock.
                "GRANT SELECT, PROCESS, SHOW VIEW, TRIGGER, EVENT, REPLICATION SLAVE, SLAVE MONITOR, BINLOG MONITOR, BINLOG ADMIN,"
                        + " REPLICATION SLAVE ADMIN ON *.* TO " + AGENT_USER + "@'127.0.0.1'");
    }

    @Override
    public List<String> replicateFrom(int sourcePort) {
        return List.of(
                // A former primary knows its own transactions only from its binlog.
                "SET GLOBAL gtid_slave_pos = @@gtid_current_pos", changeMaster("", sourcePort));
    }

    @Override
    public List<String> replicateAlsoFrom(String channel, int sourcePort) {
        return List.of(changeMaster("'" + channel + "' ", sourcePort), "START SLAVE '" + channel + "'");
    }

    private static String changeMaster(String channel, int sourcePort) {
        return "CHANGE MASTER " + channel + "TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + sourcePort
                + ", MASTER_USER = '"
                + REPLICATION_USER + "', MASTER_PASSWORD = '" + REPLICATION_PASSWORD
                + "', MASTER_USE_GTID = slave_pos, MASTER_SSL = 0, MASTER_SSL_VERIFY_SERVER_CERT = 0,"
                + " MASTER_CONNECT_RETRY = 1, MASTER_HEARTBEAT_PERIOD = 1";
    }

    @Override
    public List<String> startReplication() {
        return List.of("START SLAVE");
    }

    @Override
    public List<String> stopReplication() {
        return List.of("STOP SLAVE");
    }

    @Override
    public List<String> forgetSource() {
        return List.of("STOP SLAVE", "RESET SLAVE ALL");
    }

    @Override
    public String statusQuery() {
        return "SHOW SLAVE STATUS";
    }

    @Override
    public List<String> runningColumns() {
        return List.of("Slave_IO_Running", "Slave_SQL_Running");
    }

    @Override
    public String positionQuery() {
        return "SELECT @@gtid_current_pos";
    }

    @Override
    public String waitQuery(String position, Duration limit) {
        return "SELECT MASTER_GTID_WAIT('" + position + "', " + limit.toSeconds() + ")";
    }
}
