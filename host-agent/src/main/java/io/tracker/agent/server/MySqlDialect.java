package io.tracker.agent.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MySQL 8.0 and later, in the words that 9.x still takes. */
record MySqlDialect(ServerVersion version) implements Dialect {
    private static final ServerVersion OLDEST = new ServerVersion(8, 0, 26);
    private static final ServerVersion HIDES_GENERATED_KEYS = new ServerVersion(8, 0, 30);
    private static final int STOP_TIMED_OUT = 1875;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_]+");

    static MySqlDialect of(String text) {
        ServerVersion version = ServerVersion.of(text);
        version.requireAtLeast(OLDEST, "MySQL");
        return new MySqlDialect(version);
    }

    @Override
    public String engine() {
        return "mysql";
    }

    @Override
    public List<SessionSetting> settings() {
        List<SessionSetting> settings = new ArrayList<>();
        settings.add(SessionSetting.number("max_execution_time", 0));
        settings.add(SessionSetting.number("information_schema_stats_expiry", 0));
        if (version.compareTo(HIDES_GENERATED_KEYS) >= 0) {
            settings.add(SessionSetting.number("show_gipk_in_create_table_and_information_schema", 1));
        }
        return settings;
    }

    @Override
    public String isolationVariable() {
        return "transaction_isolation";
    }

    @Override
    public String identity() {
        return "SELECT @@GLOBAL.server_uuid AS uuid";
    }

    @Override
    public String rootGtidMode() {
        return "SELECT @@GLOBAL.gtid_mode";
    }

    @Override
    public String replicaGtidMode() {
        return rootGtidMode();
    }

    @Override
    public boolean usesGtids(TextRow channel) {
        return true;
    }

    @Override
    public String replicaStatus() {
        return "SHOW REPLICA STATUS";
    }

    @Override
    public ReplicaStatusColumns replicaStatusColumns() {
        return new ReplicaStatusColumns(
                "Channel_Name",
                "Source_Host",
                "Source_Port",
                "Source_Server_Id",
                Optional.of("Source_UUID"),
                Optional.of("Retrieved_Gtid_Set"),
                "Replica_IO_Running",
                "Replica_SQL_Running",
                "Replica_SQL_Running_State",
                "Relay_Source_Log_File",
                "Exec_Source_Log_Pos",
                List.of(
                        "Replicate_Do_DB",
                        "Replicate_Ignore_DB",
                        "Replicate_Do_Table",
                        "Replicate_Ignore_Table",
                        "Replicate_Wild_Do_Table",
                        "Replicate_Wild_Ignore_Table",
                        "Replicate_Rewrite_DB",
                        "Replicate_Ignore_Server_Ids"));
    }

    @Override
    public String stopApplier(String channel) {
        return "STOP REPLICA SQL_THREAD FOR CHANNEL " + Literal.quoted(channel);
    }

    @Override
    public String startApplier(String channel) {
        return "START REPLICA SQL_THREAD FOR CHANNEL " + Literal.quoted(channel);
    }

    @Override
    public String gapsPossible() {
        return "SELECT @@GLOBAL.replica_parallel_workers > 1 AND NOT @@GLOBAL.replica_preserve_commit_order";
    }

    @Override
    public String closeGaps(String channel) {
        return "START REPLICA SQL_THREAD UNTIL SQL_AFTER_MTS_GAPS FOR CHANNEL " + Literal.quoted(channel);
    }

    @Override
    public Optional<String> appliedGtidsInSnapshot() {
        return Optional.empty();
    }

    @Override
    public String appliedGtidsAreTransactional() {
        return "SELECT 0";
    }

    @Override
    public String executedGtids() {
        return "SELECT @@GLOBAL.gtid_executed";
    }

    @Override
    public String appliedGtids() {
        return executedGtids();
    }

    @Override
    public String waitForGtids(String gtids, int seconds) {
        return "SELECT WAIT_FOR_EXECUTED_GTID_SET(" + Literal.quoted(gtids) + ", " + seconds + ")";
    }

    @Override
    public boolean waitSucceeded(String answer) {
        return answer.equals("0");
    }

    @Override
    public Optional<String> catalogFingerprint(TableName table) {
        return Optional.of(
                "SELECT CONCAT_WS(' ', MAX(t.CREATE_TIME), COUNT(*), SUM(CRC32(CONCAT_WS('|', c.ORDINAL_POSITION,"
                        + " c.COLUMN_NAME, c.COLUMN_TYPE, c.IS_NULLABLE, c.CHARACTER_SET_NAME, c.COLLATION_NAME, c.EXTRA,"
                        + " c.COLUMN_KEY)))) FROM information_schema.TABLES t JOIN information_schema.COLUMNS c"
                        + " ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME WHERE t.TABLE_SCHEMA = "
                        + Literal.text(table.schema()) + " AND t.TABLE_NAME = " + Literal.text(table.table()));
    }

    @Override
    public Optional<String> storageIdentity(TableName table) {
        // tablespaces are named in an encoding of their own, in which only these characters stand for themselves
        if (!PLAIN_NAME.matcher(table.schema()).matches()
                || !PLAIN_NAME.matcher(table.table()).matches()) {
            return Optional.of("SELECT NULL");
        }
        String name = table.schema() + "/" + table.table();
        return Optional.of("SELECT GROUP_CONCAT(SPACE ORDER BY SPACE) FROM information_schema.INNODB_TABLESPACES_BRIEF"
                + " WHERE NAME = '" + name + "' OR NAME LIKE '" + name.replace("_", "\\_") + "#p#%'");
    }

    @Override
    public int stopTimedOut() {
        return STOP_TIMED_OUT;
    }

    @Override
    public boolean releaseNeedsBinlogOff() {
        return false;
    }

    @Override
    public String metadataLockWaits(Set<Long> ours) {
        return "SELECT CONCAT(w.OBJECT_SCHEMA, '.', w.OBJECT_NAME) FROM performance_schema.threads a"
                + " JOIN performance_schema.metadata_locks w ON w.OWNER_THREAD_ID = a.THREAD_ID AND w.LOCK_STATUS = 'PENDING'"
                + " JOIN performance_schema.metadata_locks g ON g.LOCK_STATUS = 'GRANTED' AND g.OBJECT_TYPE = w.OBJECT_TYPE"
                + " AND g.OBJECT_SCHEMA <=> w.OBJECT_SCHEMA AND g.OBJECT_NAME <=> w.OBJECT_NAME"
                + " JOIN performance_schema.threads o ON o.THREAD_ID = g.OWNER_THREAD_ID"
                + " WHERE a.PROCESSLIST_STATE = 'Waiting for table metadata lock'"
                + " AND a.NAME REGEXP '^thread/sql/(replica|slave)_(sql|worker)$' AND o.PROCESSLIST_ID IN ("
                + ours.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    @Override
    public String historyListLength() {
        return "SELECT `COUNT` FROM information_schema.INNODB_METRICS"
                + " WHERE NAME = 'trx_rseg_history_len' AND STATUS = 'enabled'";
    }

    @Override
    public boolean hasDomains() {
        return false;
    }

    @Override
    public String commitOrderKept() {
        return "SELECT @@GLOBAL.replica_parallel_workers <= 1 OR @@GLOBAL.replica_preserve_commit_order";
    }

    @Override
    public Optional<String> lastAppliedCommits() {
        return Optional.of("SELECT CHANNEL_NAME AS channel, LAST_APPLIED_TRANSACTION AS gtid,"
                + " UNIX_TIMESTAMP(LAST_APPLIED_TRANSACTION_ORIGINAL_COMMIT_TIMESTAMP) AS committed"
                + " FROM performance_schema.replication_applier_status_by_worker WHERE LAST_APPLIED_TRANSACTION <> ''"
                + " AND LAST_APPLIED_TRANSACTION <> 'ANONYMOUS'");
    }

    @Override
    public List<String> startCounters() {
        return List.of("Com_replica_start");
    }

    @Override
    public List<String> stopCounters() {
        return List.of("Com_replica_stop");
    }
}
