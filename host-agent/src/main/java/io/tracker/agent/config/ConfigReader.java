package io.tracker.agent.config;

import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.select.TableSelection;
import io.tracker.schemas.container.ContainerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads a configuration, and names all that is wrong with it at once. Nothing is repaired. */
public final class ConfigReader {
    private static final long MIB = 1L << 20;
    private static final long LEAST_PART_BYTES = 5 * MIB;
    private static final long MOST_PARTS = 10_000;
    private static final int MOST_PORT = 65_535;

    private final List<String> problems = new ArrayList<>();
    private final ConfigValues values;
    private final CredentialsFile credentials = new CredentialsFile(problems);

    private ConfigReader(String name, byte[] content, List<String> overrides, Map<String, String> environment) {
        this.values = new ConfigValues(ConfigFile.parse(name, content, overrides, problems), environment, problems);
    }

    /**
     * Reads a file.
     *
     * @param overrides {@code key=value} texts that win over the file
     * @throws OperatorException if anything is wrong with it; the message has one line for each problem
     */
    public static AgentConfig read(Path file, List<String> overrides) {
        return read(file.toString(), content(file), overrides, System.getenv());
    }

    /**
     * Reads of a file what the janitor needs. The other keys may be there or not.
     *
     * @param overrides {@code key=value} texts that win over the file
     * @throws OperatorException if anything is wrong with it; the message has one line for each problem
     */
    public static JanitorConfig readJanitor(Path file, List<String> overrides) {
        ConfigReader reader = new ConfigReader(file.toString(), content(file), overrides, System.getenv());
        return reader.requireValid(file.toString(), reader.janitor());
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new OperatorException(
                    "configuration file is missing: " + file,
                    "give its path by --config; docs/configuration.md has an example",
                    e);
        } catch (IOException e) {
            throw new OperatorException(
                    "configuration file cannot be read: " + file + " ("
                            + e.getClass().getSimpleName() + ")",
                    "let the agent's user read it",
                    e);
        }
    }

    static AgentConfig read(String name, byte[] content, List<String> overrides, Map<String, String> environment) {
        ConfigReader reader = new ConfigReader(name, content, overrides, environment);
        return reader.requireValid(name, reader.config());
    }

    private <T> T requireValid(String name, Optional<T> config) {
        if (!problems.isEmpty() || config.isEmpty()) {
            List<String> told = problems.stream().distinct().toList();
            throw new OperatorException(
                    "configuration is not valid: "
                            + (told.size() == 1
                                    ? told.get(0)
                                    : name + " has " + told.size() + " problems\n  " + String.join("\n  ", told)),
                    "'tracker-agent help config' lists every key, its form and its default");
        }
        return config.get();
    }

    private Optional<JanitorConfig> janitor() {
        Duration olderThan = olderThan();
        return store().map(store -> new JanitorConfig(store, olderThan));
    }

    private Duration olderThan() {
        return values.duration(ConfigKey.CLEAN_OLDER_THAN, Duration.ofDays(1), Duration.ofDays(36_500));
    }

    private Optional<AgentConfig> config() {
        Optional<String> replicaSet = values.text(ConfigKey.FLEET_REPLICA_SET);
        Optional<MysqlConfig> mysql = mysql();
        Optional<StoreConfig> store = store();
        Optional<ShardPattern> shardPattern = shardPattern();
        AgentConfig.Reading reading = reading();
        AgentConfig.ObjectCut objects = objects();
        AgentConfig.Cutoff cutoff = new AgentConfig.Cutoff(
                values.duration(ConfigKey.CUTOFF_DEADLINE, Duration.ZERO, Duration.ofDays(1)),
                values.duration(ConfigKey.CUTOFF_LATEST_SNAPSHOT, Duration.ofMinutes(1), Duration.ofDays(36_500)),
                values.text(ConfigKey.HEARTBEAT_TABLE).flatMap(this::heartbeat));
        Duration watchdog = values.duration(ConfigKey.WATCHDOG_INTERVAL, Duration.ofMillis(100), Duration.ofSeconds(2));
        ThrottleConfig throttle = new ThrottleReader(values).read();
        RetryConfig retry = new RetryConfig(
                values.duration(ConfigKey.RETRY_BACKOFF, Duration.ofMillis(10), Duration.ofSeconds(30)),
                values.duration(ConfigKey.RETRY_BUDGET, Duration.ZERO, Duration.ofDays(1)));
        Optional<Duration> lease = lease();
        olderThan();
        Optional<Path> state = path(ConfigKey.STATE_DIRECTORY);
        Optional<Path> metrics = path(ConfigKey.METRICS_FILE).map(Path::toAbsolutePath);
        TableSelection selection = new SelectionReader(values, credentials).read();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AgentConfig(
                replicaSet.orElseThrow(),
                mysql.orElseThrow(),
                store.orElseThrow(),
                state.orElseThrow().toAbsolutePath(),
                metrics,
                shardPattern.orElseThrow(),
                selection,
                reading,
                objects,
                cutoff,
                watchdog,
                throttle,
                retry,
                lease,
                values.choice(ConfigKey.ACCOUNT_ALLOW_EXCESS, Answer.class, Answer.FALSE) == Answer.TRUE,
                values.text(ConfigKey.SERVER_PROFILE)
                        .map(given -> values.choice(
                                ConfigKey.SERVER_PROFILE,
                                AgentConfig.ServerProfile.class,
                                AgentConfig.ServerProfile.SELF_MANAGED)),
                Stream.of(
                                ConfigKey.MYSQL_DEFAULTS_FILE,
                                ConfigKey.MYSQL_PASSWORD_FILE,
                                ConfigKey.S3_CREDENTIALS_FILE,
                                ConfigKey.COLUMNS_HASH_KEY_FILE)
                        .flatMap(key -> values.secret(key).stream())
                        .flatMap(source -> source.ownFile().stream())
                        .toList()));
    }

    private Optional<MysqlConfig> mysql() {
        MysqlConfig.Address local = new MysqlConfig.Address(
                values.text(ConfigKey.MYSQL_HOST).orElseThrow(), values.number(ConfigKey.MYSQL_PORT, 1, MOST_PORT));
        int primaryPort = values.number(ConfigKey.PRIMARY_PORT, 1, MOST_PORT);
        Optional<MysqlConfig.Address> primary =
                values.text(ConfigKey.PRIMARY_HOST).map(host -> new MysqlConfig.Address(host, primaryPort));
        Optional<MysqlConfig.SslMode> sslMode = values.text(ConfigKey.MYSQL_SSL_MODE)
                .map(given -> values.choice(
                        ConfigKey.MYSQL_SSL_MODE, MysqlConfig.SslMode.class, MysqlConfig.SslMode.VERIFY_IDENTITY));
        return new AccountReader(values, credentials)
                .read()
                .map(account -> new MysqlConfig(local, account, sslMode, primary));
    }

    private Optional<StoreConfig> store() {
        Optional<URI> endpoint = values.text(ConfigKey.S3_ENDPOINT).flatMap(this::endpoint);
        boolean pathStyle =
                values.choice(ConfigKey.S3_PATH_STYLE, Answer.class, endpoint.isPresent() ? Answer.TRUE : Answer.FALSE)
                        == Answer.TRUE;
        Optional<StoreConfig.S3KeysSource> keys =
                values.secret(ConfigKey.S3_CREDENTIALS_FILE).flatMap(source -> S3KeysFile.of(source, problems));
        StoreConfig.S3 s3 = new StoreConfig.S3(
                endpoint,
                values.text(ConfigKey.S3_REGION).orElseThrow(),
                pathStyle,
                keys,
                values.choice(
                        ConfigKey.S3_CHECKSUM_MODE, StoreConfig.ChecksumMode.class, StoreConfig.ChecksumMode.CRC32C),
                values.duration(ConfigKey.S3_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(5)),
                new ObjectTraitsReader(values).read());
        int partBytes = (int) values.bytes(ConfigKey.UPLOAD_PART_BYTES, LEAST_PART_BYTES, 1024 * MIB);
        int parallel = values.number(ConfigKey.UPLOAD_PARALLEL, 1, 64);
        return values.text(ConfigKey.STORE_ROOT)
                .flatMap(this::root)
                .map(root -> new StoreConfig(root, s3, partBytes, parallel));
    }

    private enum Switch {
        ON,
        OFF
    }

    private Optional<Duration> lease() {
        Duration timeToLive = values.duration(ConfigKey.LEASE_TTL, Duration.ofSeconds(1), Duration.ofHours(1));
        return values.choice(ConfigKey.LEASE_MODE, Switch.class, Switch.ON) == Switch.ON
                ? Optional.of(timeToLive)
                : Optional.empty();
    }

    private enum Answer {
        TRUE,
        FALSE
    }

    private Optional<URI> endpoint(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            values.problem(ConfigKey.S3_ENDPOINT.key() + ": " + e.getMessage());
        }
        values.wrong(ConfigKey.S3_ENDPOINT, text, "http://host:port or https://host:port");
        return Optional.empty();
    }

    private Optional<StoreConfig.Root> root(String text) {
        if (text.startsWith("s3://")) {
            String[] parts = text.substring("s3://".length()).split("/", 2);
            String prefix = parts.length < 2 ? "" : parts[1].replaceAll("/+$", "");
            if (!parts[0].isEmpty() && !prefix.startsWith("/") && !prefix.contains("//")) {
                return Optional.of(new StoreConfig.Bucket(parts[0], prefix.isEmpty() ? "" : prefix + "/"));
            }
        }
        if (text.startsWith("file:/")) {
            try {
                return Optional.of(new StoreConfig.Directory(Path.of(URI.create(text))));
            } catch (IllegalArgumentException e) {
                values.wrong(ConfigKey.STORE_ROOT, text, ConfigKey.STORE_ROOT.form());
                return Optional.empty();
            }
        }
        values.wrong(ConfigKey.STORE_ROOT, text, ConfigKey.STORE_ROOT.form());
        return Optional.empty();
    }

    private Optional<ShardPattern> shardPattern() {
        String text = values.text(ConfigKey.SHARD_PATTERN).orElseThrow();
        try {
            return Optional.of(new ShardPattern(Pattern.compile(text)));
        } catch (PatternSyntaxException e) {
            values.wrong(ConfigKey.SHARD_PATTERN, text, "a regular expression; " + e.getDescription());
        } catch (IllegalArgumentException e) {
            values.wrong(ConfigKey.SHARD_PATTERN, text, "a regular expression with a group, such as (.+)_[0-9]+");
        }
        return Optional.empty();
    }

    private Optional<AgentConfig.HeartbeatTable> heartbeat(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1) {
            values.wrong(ConfigKey.HEARTBEAT_TABLE, text, "schema.table");
            return Optional.empty();
        }
        return Optional.of(new AgentConfig.HeartbeatTable(text.substring(0, dot), text.substring(dot + 1)));
    }

    private AgentConfig.Reading reading() {
        return new AgentConfig.Reading(
                values.number(ConfigKey.SNAPSHOT_CONNECTIONS, 1, 256),
                values.number(ConfigKey.TABLES_PARALLEL, 1, 256),
                values.number(ConfigKey.CHUNK_ROWS, 1, 999_999_999),
                (int) values.bytes(ConfigKey.ROW_MAX_BYTES, 1 << 10, 1 << 30),
                values.choice(ConfigKey.VERIFY_COUNT, AgentConfig.VerifyCount.class, AgentConfig.VerifyCount.ALWAYS),
                values.number(ConfigKey.RETRY_ATTEMPTS, 1, 100));
    }

    private AgentConfig.ObjectCut objects() {
        long partBytes = values.bytes(ConfigKey.UPLOAD_PART_BYTES, LEAST_PART_BYTES, 1024 * MIB);
        // An object ends within one block and one row of roll-bytes, so half of the parts that S3 allows is enough
        // room.
        long most = partBytes * (MOST_PARTS / 2);
        return new AgentConfig.ObjectCut(
                values.bytes(ConfigKey.OBJECT_ROLL_BYTES, 1 << 16, most),
                new ContainerOptions(
                        values.number(ConfigKey.COMPRESSION_LEVEL, 1, 19),
                        (int) values.bytes(ConfigKey.BLOCK_BYTES, 1 << 10, 1 << 28),
                        values.bytes(ConfigKey.RANGE_BYTES, 1 << 10, 1L << 40)));
    }

    private Optional<Path> path(ConfigKey key) {
        try {
            return values.path(key);
        } catch (InvalidPathException e) {
            values.wrong(key, e.getInput(), "a path");
            return Optional.empty();
        }
    }
}
