package io.tracker.agent.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MariaDB 10.6 and later. */
record MariaDbDialect(ServerVersion version) implements Dialect {
    private static final ServerVersion OLDEST = new ServerVersion(10, 6, 0);
    private static final ServerVersion RENAMED_ISOLATION = new ServerVersion(11, 1, 1);
    private static final ServerVersion HAS_SERVER_UID = new ServerVersion(10, 8, 0);

    static MariaDbDialect of(String text) {
        ServerVersion version = ServerVersion.of(text);
        version.requireAtLeast(OLDEST, "MariaDB");
        return new MariaDbDialect(version);
    }

    @Override
    public String engine() {
        return "mariadb";
    }

    @Override
    public List<SessionSetting> settings() {
        return List.of(
                new SessionSetting("max_statement_time", "0", "0.000000"),
                SessionSetting.number("idle_transaction_timeout", 0),
                SessionSetting.number("idle_readonly_transaction_timeout", 0));
    }

    @Override
    public String isolationVariable() {
        return version.compareTo(RENAMED_ISOLATION) >= 0 ? "transaction_isolation" : "tx_isolation";
    }

    @Override
    public String identity() {
        // server_uid is made of a network card's address and the port, and virtual cards are not always different
        return version.compareTo(HAS_SERVER_UID) >= 0
                ? "SELECT CONCAT(@@GLOBAL.server_id, '-', @@GLOBAL.server_uid) AS uuid"
                : "SELECT CONCAT(@@GLOBAL.server_id, '-', @@GLOBAL.hostname, ':', @@GLOBAL.port, @@GLOBAL.datadir) AS uuid";
    }

    @Override
    public String rootGtidMode() {
        return "SELECT IF(@@GLOBAL.log_bin, 'ON', 'OFF, as log_bin is')";
    }

    @Override
    public String replicaGtidMode() {
        return "SELECT 'ON'";
    }

    @Override
    public boolean usesGtids(TextRow channel) {
        return !channel.text("Using_Gtid").equals("No");
    }

    @Override
    public String replicaStatus() {
        return "SHOW ALL SLAVES STATUS";
    }

    @Override
    public ReplicaStatusColumns replicaStatusColumns() {
        return new ReplicaStatusColumns(
                "Connection_name",
                "Master_Host",
                "Master_Port",
                "Master_Server_Id",
                Optional.empty(),
                Optional.of("Gtid_IO_Pos"),
                "Slave_IO_Running",
                "Slave_SQL_Running",
                "Slave_SQL_Running_State",
                "Relay_Master_Log_File",
                "Exec_Master_Log_Pos",
                List.of(
                        "Replicate_Do_DB",
                        "Replicate_Ignore_DB",
                        "Replicate_Do_Table",
                        "Replicate_Ignore_Table",
                        "Replicate_Wild_Do_Table",
                        "Replicate_Wild_Ignore_Table",
                        "Replicate_Rewrite_DB",
                        "Replicate_Ignore_Server_Ids",
                        "Replicate_Do_Domain_Ids",
                        "Replicate_Ignore_Domain_Ids"));
    }

    @Override
    public String stopApplier(String channel) {
        return "STOP SLAVE " + Literal.quoted(channel) + " SQL_THREAD";
    }

    @Override
    public String startApplier(String channel) {
        return "START SLAVE " + Literal.quoted(channel) + " SQL_THREAD";
    }

    @Override
    public String gapsPossible() {
        return "SELECT 0";
    }

    @Override
    public String closeGaps(String channel) {
        throw new IllegalStateException("MariaDB's appliers keep the commit order of a domain");
    }

    @Override
    public Optional<String> appliedGtidsInSnapshot() {
        // rows of a domain are deleted behind the newest one, which has the greatest sub_id
        return Optional.of(
                "SELECT GROUP_CONCAT(CONCAT(domain_id, '-', server_id, '-', seq_no)) FROM mysql.gtid_slave_pos p"
                        + " WHERE sub_id = (SELECT MAX(sub_id) FROM mysql.gtid_slave_pos q WHERE q.domain_id = p.domain_id)");
    }

    @Override
    public String appliedGtidsAreTransactional() {
        // with gtid_pos_auto_engines there are several such tables
        return "SELECT ENGINE = 'InnoDB' AND @@GLOBAL.gtid_pos_auto_engines = '' FROM information_schema.TABLES"
                + " WHERE TABLE_SCHEMA = 'mysql' AND TABLE_NAME = 'gtid_slave_pos'";
    }

    @Override
    public String executedGtids() {
        // a promoted server knows what it logged, and what it applied before; the list may name a domain twice
        return "SELECT CONCAT_WS(',', NULLIF(@@GLOBAL.gtid_binlog_pos, ''), NULLIF(@@GLOBAL.gtid_slave_pos, ''))";
    }

    @Override
    public String appliedGtids() {
        return "SELECT @@GLOBAL.gtid_slave_pos";
    }

    @Override
    public String waitForGtids(String gtids, int seconds) {
        return "SELECT MASTER_GTID_WAIT(" + Literal.quoted(gtids) + ", " + seconds + ")";
    }

    @Override
    public boolean waitSucceeded(String answer) {
        return answer.equals("0");
    }

    @Override
    public Optional<String> catalogFingerprint(TableName table) {
        return Optional.empty();
    }

    @Override
    public Optional<String> storageIdentity(TableName table) {
        return Optional.empty();
    }

    @Override
    public int stopTimedOut() {
        return -1;
    }

    @Override
    public boolean releaseNeedsBinlogOff() {
        return true;
    }

    @Override
    public String metadataLockWaits(Set<Long> ours) {
        // who holds the lock is not told without a plugin; whoever it is, our locks are given up first
        return "SELECT COALESCE(INFO, 'an unknown statement') FROM information_schema.PROCESSLIST"
                + " WHERE USER = 'system user' AND STATE LIKE 'Waiting for table metadata lock%'";
    }

    @Override
    public String historyListLength() {
        return "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'INNODB_HISTORY_LIST_LENGTH'";
    }

    @Override
    public boolean hasDomains() {
        return true;
    }

    @Override
    public String commitOrderKept() {
        // within a domain, whatever slave_parallel_mode
        return "SELECT 1";
    }

    @Override
    public Optional<String> lastAppliedCommits() {
        return Optional.empty();
    }

    @Override
    public List<String> startCounters() {
        return List.of("Com_start_slave", "Com_start_all_slaves");
    }

    @Override
    public List<String> stopCounters() {
        return List.of("Com_stop_slave", "Com_stop_all_slaves");
    }
}
