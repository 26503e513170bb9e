package io.tracker.agent.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every key of the configuration, described once. The command's help is printed from this list, and docs/configuration.md is tested
 * against it.
 */
public enum ConfigKey {
    FLEET_REPLICA_SET(
            "fleet.replica-set",
            "text",
            Default.REQUIRED,
            "Name of the replica set that this host belongs to; the same on all its hosts, and on no other."),
    MYSQL_HOST("mysql.host", "text", "127.0.0.1", "Address of this host's server."),
    MYSQL_PORT("mysql.port", "number", "3306", "Port of this host's server."),
    MYSQL_DEFAULTS_FILE(
            "mysql.defaults-file",
            "file, credential:NAME or env:VARIABLE",
            Default.NONE,
            "A my.cnf-style file whose [client] section holds user and password; instead of mysql.user."),
    MYSQL_USER("mysql.user", "text", Default.NONE, "The account; with mysql.password-file."),
    MYSQL_PASSWORD_FILE(
            "mysql.password-file",
            "file, credential:NAME or env:VARIABLE",
            Default.NONE,
            "A file whose first line is the password of mysql.user."),
    ACCOUNT_ALLOW_EXCESS(
            "account.allow-excess",
            "true | false",
            "false",
            "Whether a run goes on with an account that may write or administer; docs/operations.md has the grants that suffice."),
    SERVER_PROFILE(
            "server.profile",
            "self-managed | rds | aurora",
            Default.NONE,
            "Who runs the server, for tracker-agent doctor; without it what the server's variables tell."),
    MYSQL_SSL_MODE(
            "mysql.ssl-mode",
            "disabled | preferred | required | verify-ca | verify-identity",
            Default.NONE,
            "TLS to the servers. Without it: preferred on loopback, verify-identity elsewhere."),
    PRIMARY_HOST(
            "primary.host",
            "text",
            Default.NONE,
            "The writable root, where the agent cannot find it by walking the sources; asked with the same account."),
    PRIMARY_PORT("primary.port", "number", "3306", "Port of primary.host."),
    STORE_ROOT(
            "store.root",
            "s3://bucket/prefix or file:///directory",
            Default.REQUIRED,
            "Where backups go. All replica sets of a fleet share one root."),
    S3_ENDPOINT("s3.endpoint", "address", Default.NONE, "An S3 service other than AWS: http://host:port."),
    S3_REGION("s3.region", "text", "us-east-1", "The region that requests are signed for."),
    S3_PATH_STYLE(
            "s3.path-style",
            "true | false",
            Default.NONE,
            "Whether the bucket stands in the path. Without it: true if s3.endpoint is given."),
    S3_CREDENTIALS_FILE(
            "s3.credentials-file",
            "file, credential:NAME or env:VARIABLE",
            Default.NONE,
            "A file with aws_access_key_id, aws_secret_access_key and perhaps aws_session_token. Without it: the SDK's own search."),
    S3_CHECKSUM_MODE(
            "s3.checksum-mode",
            "crc32c | md5",
            "crc32c",
            "The checksum that goes with every upload. Some services refuse the newer crc32c; all know md5."),
    S3_TIMEOUT("s3.timeout", "duration", "1m", "How long S3 may be silent before a call is given up and tried again."),
    S3_ENCRYPTION(
            "s3.encryption",
            "bucket | aes256 | kms",
            "bucket",
            "How objects are encrypted at rest: as the bucket says, or as the request does."),
    S3_KMS_KEY(
            "s3.kms-key",
            "key id or ARN",
            Default.NONE,
            "The key of s3.encryption = kms; without it the account's own."),
    S3_STORAGE_CLASS(
            "s3.storage-class",
            "text",
            Default.NONE,
            "Storage class of backup objects, such as STANDARD_IA or INTELLIGENT_TIERING. Documents are always in the bucket's own."),
    S3_TAGS(
            "s3.tags",
            "name=value, comma between",
            Default.NONE,
            "Tags of every object, for rules and bills; ten at most."),
    STATE_DIRECTORY(
            "state.directory",
            "directory",
            "/var/lib/tracker-agent",
            "Local state: the host lock, and the intent to stop the applier."),
    METRICS_FILE(
            "metrics.file",
            "file",
            Default.NONE,
            "Where each run leaves its metrics in Prometheus' text format, for the textfile collector of the node exporter; its name ends in .prom."),
    SHARD_PATTERN(
            "shard.pattern",
            "regular expression",
            "(.+)",
            "What of a schema's name is its dataset: the first group, where the whole name matches; else the whole name."),
    SCHEMAS_EXCLUDE(
            "schemas.exclude",
            "names, comma between",
            Default.NONE,
            "Schemas that are no part of the fleet's data. The server's own are never taken."),
    TABLES_INCLUDE(
            "tables.include",
            "dataset.table, comma between",
            Default.NONE,
            "Patterns of the tables that are taken, such as ads.*; without it all."),
    TABLES_EXCLUDE(
            "tables.exclude",
            "dataset.table, comma between",
            Default.NONE,
            "Patterns of tables that are not owed; they win over tables.include."),
    TABLES_FIRST(
            "tables.first",
            "dataset.table, comma between",
            Default.NONE,
            "Patterns of tables that are taken before all others, the most urgent first; then the largest go first."),
    COLUMNS_EXCLUDE(
            "columns.exclude",
            "dataset.table.column, comma between",
            Default.NONE,
            "Columns that backups do not hold, as for personal data."),
    COLUMNS_MASK(
            "columns.mask",
            "dataset.table.column:hash or :null, comma between",
            Default.NONE,
            "Columns of which backups hold a keyed hash, or NULL, instead of the value."),
    COLUMNS_HASH_KEY_FILE(
            "columns.hash-key-file",
            "file, credential:NAME or env:VARIABLE",
            Default.NONE,
            "The key of columns.mask = …:hash: 32 bytes or more; the same on all hosts."),
    SNAPSHOT_CONNECTIONS(
            "snapshot.connections", "number", "4", "Connections that share the snapshot and read chunks at once."),
    TABLES_PARALLEL("tables.parallel", "number", "4", "Tables that are read at once, over those connections."),
    CHUNK_ROWS("chunk.rows", "number", "500000", "Rows that a chunk has at most, by the server's estimate."),
    OBJECT_ROLL_BYTES("object.roll-bytes", "size", "256MiB", "Stored bytes after which a backup object ends."),
    BLOCK_BYTES("block.bytes", "size", "1MiB", "Bytes of rows after which a compressed block ends."),
    RANGE_BYTES("range.bytes", "size", "32MiB", "Stored bytes after which a range ends; ranges are stage 2's splits."),
    COMPRESSION_LEVEL("compression.level", "number", "1", "zstandard's level, 1 to 19."),
    ROW_MAX_BYTES(
            "row.max-bytes", "size", "32MiB", "The largest row. The heap must hold several of them a connection."),
    UPLOAD_PART_BYTES("upload.part-bytes", "size", "8MiB", "Bytes of a part of a multipart upload; 5MiB or more."),
    UPLOAD_PARALLEL("upload.parallel", "number", "3", "Parts that are on their way at once, over all objects."),
    CUTOFF_DEADLINE("cutoff.deadline", "duration", "30m", "How long a run waits for the proof of the cutoff."),
    CUTOFF_LATEST_SNAPSHOT(
            "cutoff.latest-snapshot",
            "duration",
            "24h",
            "How long after the cutoff a snapshot may still be taken for the day."),
    HEARTBEAT_TABLE(
            "heartbeat.table",
            "schema.table",
            Default.NONE,
            "Heartbeats written at the root: prove the cutoff while the source does not answer. Its form is in docs/operations.md."),
    VERIFY_COUNT(
            "verify.count",
            "always | auto | never",
            "always",
            "Whether COUNT(*) is compared in the same snapshot; auto: only for tables read in several chunks."),
    WATCHDOG_INTERVAL(
            "watchdog.interval", "duration", "1s", "How often the watchdog looks for a promotion; at most 2s."),
    SNAPSHOT_MAX_AGE(
            "snapshot.max-age",
            "duration",
            "4h",
            "The age at which the tables that are left get a new snapshot; a table that is being read keeps its own. 0s: never."),
    THROTTLE_LAG_SLOW(
            "throttle.lag-slow",
            "duration",
            "30s",
            "Replication lag above which tables are read slowly. What a replica stays behind on purpose does not count. 0s: never."),
    THROTTLE_LAG_PAUSE(
            "throttle.lag-pause", "duration", "2m", "Replication lag above which reading pauses. 0s: never."),
    THROTTLE_THREADS_SLOW(
            "throttle.threads-slow",
            "number",
            "64",
            "Running threads of others (Threads_running without our connections) above which tables are read slowly. 0: never."),
    THROTTLE_THREADS_PAUSE(
            "throttle.threads-pause",
            "number",
            "128",
            "Running threads of others above which reading pauses. 0: never."),
    THROTTLE_HISTORY_LIST(
            "throttle.history-list",
            "number",
            "1000000",
            "Length of InnoDB's history list above which the tables that are left get a new snapshot. 0: never."),
    THROTTLE_HISTORY_LIST_GIVE_UP(
            "throttle.history-list-give-up",
            "number",
            "100000000",
            "Length of InnoDB's history list above which the run ends. 0: never."),
    THROTTLE_BYTES_PER_SECOND(
            "throttle.bytes-per-second",
            "size",
            "0",
            "Bytes of rows that are read in a second, over all connections. 0: as fast as it goes."),
    THROTTLE_LONGEST_PAUSE(
            "throttle.longest-pause",
            "duration",
            "5m",
            "How long a pause lasts at most; then reading goes on slowly for a while. A pause by hand that lasts longer ends the snapshot."),
    THROTTLE_GIVE_UP(
            "throttle.give-up",
            "duration",
            "30m",
            "How long reading may be called to pause for one reason before the run ends. 0s: for ever."),
    LEASE_MODE(
            "lease.mode",
            "on | off",
            "on",
            "Whether agents of a replica set share a day's work; off: each takes all that is left. The backup is right either way."),
    LEASE_TTL(
            "lease.ttl", "duration", "2m", "How long an agent may be silent before another one takes its tables over."),
    RETRY_ATTEMPTS(
            "retry.attempts",
            "number",
            "3",
            "How often a table is tried, each time from a new snapshot, before it fails."),
    RETRY_BACKOFF(
            "retry.backoff",
            "duration",
            "1s",
            "The first pause before a store or server that does not answer is asked again; later ones are longer, up to 30s."),
    RETRY_BUDGET(
            "retry.budget",
            "duration",
            "30m",
            "How long a run waits in all for a store or server that does not answer, before it ends."),
    CLEAN_OLDER_THAN(
            "clean.older-than",
            "duration",
            "7d",
            "How old garbage must be before clean names it; longer than any attempt at a table lasts; 1d or more.");

    /** What a key has when the file does not give it. */
    private static final class Default {
        static final String REQUIRED = "\0required";
        static final String NONE = "\0none";

        private Default() {}
    }

    private final String key;
    private final String form;
    private final String defaultText;
    private final String description;

    ConfigKey(String key, String form, String defaultText, String description) {
        this.key = key;
        this.form = form;
        this.defaultText = defaultText;
        this.description = description;
    }

    /** The word in the file, in flags, and in the log. */
    public String key() {
        return key;
    }

    /** What a value looks like. */
    public String form() {
        return form;
    }

    /** The value that is taken where the file gives none. */
    public Optional<String> defaultValue() {
        return defaultText.startsWith("\0") ? Optional.empty() : Optional.of(defaultText);
    }

    /** Whether the file must give it. */
    public boolean required() {
        return defaultText.equals(Default.REQUIRED);
    }

    /** For people. */
    public String description() {
        return description;
    }

    static Optional<ConfigKey> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
