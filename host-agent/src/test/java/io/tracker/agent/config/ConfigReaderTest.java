package io.tracker.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    private Path folder;

    private String least;

    @BeforeEach
    void writeCredentials() throws IOException {
        Path credentials = folder.resolve("my.cnf");
        Files.writeString(credentials, "[client]\nuser=tracker\npassword=planted-word\n");
        least = "fleet.replica-set = db-7\nstore.root = s3://lake/tracker/\nmysql.defaults-file = " + credentials
                + "\n";
    }

    @Test
    void readsTheLeastThatIsNeeded() {
        AgentConfig config = read(least);
        assertEquals("db-7", config.replicaSet());
        assertEquals(new StoreConfig.Bucket("lake", "tracker/"), config.store().root());
        assertEquals("s3://lake/tracker", config.store().root().toString());
        assertEquals("tracker", config.mysql().account().user());
        assertEquals("planted-word", config.mysql().account().password().reveal());
        assertEquals(Duration.ofMinutes(30), config.cutoff().deadline());
        assertEquals(256L << 20, config.objects().rollBytes());
        assertFalse(config.store().s3().pathStyle());
    }

    @Test
    void readsEveryKey() throws IOException {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, "[default]\naws_access_key_id = AK1\naws_secret_access_key = planted-key\n");
        AgentConfig config = read(least + """
                # a comment
                mysql.host = db.example
                mysql.port = 3307
                mysql.ssl-mode = verify-ca
                primary.host = root.example
                primary.port = 3308
                s3.endpoint = http://127.0.0.1:9000
                s3.region = eu-west-1
                s3.checksum-mode = md5
                state.directory = /var/tmp/state
                shard.pattern = (.+)_[0-9]+
                schemas.exclude = scratch, tmp
                snapshot.connections = 8
                tables.parallel = 3
                chunk.rows = 1000
                object.roll-bytes = 64MiB
                block.bytes = 64KiB
                range.bytes = 1MiB
                compression.level = 3
                row.max-bytes = 16MiB
                upload.part-bytes = 5MiB
                upload.parallel = 2
                cutoff.deadline = 45s
                cutoff.latest-snapshot = 7d
                verify.count = auto
                watchdog.interval = 500ms
                retry.attempts = 5
                """ + "s3.credentials-file = " + keys + "\n");
        assertEquals(new MysqlConfig.Address("db.example", 3307), config.mysql().local());
        assertEquals(MysqlConfig.SslMode.VERIFY_CA, config.mysql().sslMode("db.example"));
        assertEquals(
                Optional.of(new MysqlConfig.Address("root.example", 3308)),
                config.mysql().primary());
        assertTrue(config.store().s3().pathStyle(), "an endpoint of one's own wants path style");
        assertEquals("AK1", config.store().s3().keys().orElseThrow().read().accessKey());
        assertEquals(StoreConfig.ChecksumMode.MD5, config.store().s3().checksums());
        assertEquals("pins", config.shardPattern().dataset("pins_0042"));
        assertEquals("users", config.shardPattern().dataset("users"));
        assertEquals(Set.of("scratch", "tmp"), config.selection().excludedSchemas());
        assertEquals(5 << 20, config.store().partBytes());
        assertEquals(Duration.ofDays(7), config.cutoff().latestSnapshot());
        assertEquals(Duration.ofMillis(500), config.watchdogInterval());
        assertEquals(AgentConfig.VerifyCount.AUTO, config.reading().verifyCount());
    }

    @Test
    void checksIdentityOffLoopbackOnly() {
        MysqlConfig mysql = read(least).mysql();
        assertEquals(MysqlConfig.SslMode.PREFERRED, mysql.sslMode("127.0.0.1"));
        assertEquals(MysqlConfig.SslMode.PREFERRED, mysql.sslMode("localhost"));
        assertEquals(MysqlConfig.SslMode.VERIFY_IDENTITY, mysql.sslMode("db.example"));
    }

    @Test
    void namesTheNearestOfAnUnknownKeyWithItsLine() {
        OperatorException refused = refused(least + "mysql.prot = 3306\n");
        assertEquals(
                "configuration is not valid: agent.properties line 4: key is not known: mysql.prot (nearest: mysql.port)",
                refused.getMessage());
        assertTrue(refused.hint().contains("help config"), refused.hint());
    }

    @Test
    void namesAllProblemsAtOnce() {
        OperatorException refused = refused("""
                store.root = ftp://nowhere
                mysql.port = 0
                mysql.port = 3306
                no setting
                cutoff.deadline = soon
                object.roll-bytes = 1XB
                """);
        String message = refused.getMessage();
        for (String problem : List.of(
                "key is missing: fleet.replica-set",
                "agent.properties line 1: store.root is not usable (got ftp://nowhere",
                "agent.properties line 3: key is given twice: mysql.port (first: agent.properties line 2)",
                "agent.properties line 4: not a setting",
                "agent.properties line 5: cutoff.deadline is not usable (got soon",
                "agent.properties line 6: object.roll-bytes is not usable (got 1XB",
                "account is not given once")) {
            assertTrue(message.contains(problem), problem + " in\n" + message);
        }
    }

    @Test
    void anOverrideWinsOverTheFile() {
        byte[] file = (least + "mysql.port = 3306\n").getBytes(StandardCharsets.UTF_8);
        AgentConfig config = ConfigReader.read("agent.properties", file, List.of("mysql.port=3311"), Map.of());
        assertEquals(3311, config.mysql().local().port());
        OperatorException twice = assertThrows(
                OperatorException.class,
                () -> ConfigReader.read("agent.properties", file, List.of("mysql.port=1", "mysql.port=2"), Map.of()));
        assertTrue(twice.getMessage().contains("--set: key is given twice: mysql.port"), twice.getMessage());
    }

    @Test
    void refusesAFileThatIsNotUtf8() {
        byte[] latin1 = "fleet.replica-set = caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        OperatorException refused = assertThrows(
                OperatorException.class, () -> ConfigReader.read("agent.properties", latin1, List.of(), Map.of()));
        assertTrue(refused.getMessage().contains("agent.properties: not UTF-8"), refused.getMessage());
    }

    @Test
    void refusesAPatternWithoutAGroup() {
        assertTrue(refused(least + "shard.pattern = pins_.*\n").getMessage().contains("shard.pattern is not usable"));
    }

    @Test
    void refusesObjectsOfMorePartsThanS3Takes() {
        OperatorException refused = refused(least + "object.roll-bytes = 1TiB\n");
        assertTrue(refused.getMessage().contains("object.roll-bytes is not usable"), refused.getMessage());
    }

    @Test
    void neverPrintsASecret() {
        assertFalse(read(least).toString().contains("planted"), "the configuration's text shows the password");
    }

    @Test
    void namesAMissingCredentialsFileAndAMissingPassword() throws IOException {
        Path empty = folder.resolve("empty.cnf");
        Files.writeString(empty, "[client]\nuser=tracker\n[mysqldump]\npassword=other\n");
        String start = "fleet.replica-set = a\nstore.root = s3://lake\nmysql.defaults-file = ";
        assertTrue(refused(start + empty).getMessage().contains("no password in [client]"));
        assertTrue(refused(start + folder.resolve("nowhere"))
                .getMessage()
                .contains("credentials file is missing: " + folder.resolve("nowhere")));
    }

    @Test
    void readsAPasswordFileBesideAUser() throws IOException {
        Path password = folder.resolve("password");
        Files.writeString(password, "p# ss\n");
        AgentConfig config =
                read("fleet.replica-set = a\nstore.root = s3://lake\nmysql.user = u\nmysql.password-file = " + password
                        + "\n");
        assertEquals("p# ss", config.mysql().account().password().reveal());
    }

    @Test
    void takesQuotesCommentsAndEscapesAsMysqlDoes() throws IOException {
        assertEquals("a#b c", passwordOf("password = \"a#b c\" # a comment"));
        assertEquals("plain", passwordOf("password=plain # a comment"));
        assertEquals("a\\b c", passwordOf("password='a\\\\b\\sc'"));
    }

    private String passwordOf(String line) throws IOException {
        Path file = folder.resolve("quoted.cnf");
        Files.writeString(file, "# head\n[client]\nuser = u\n" + line + "\n");
        return read("fleet.replica-set = a\nstore.root = s3://lake\nmysql.defaults-file = " + file)
                .mysql()
                .account()
                .password()
                .reveal();
    }

    @Test
    void readsSecretsThatSystemdPassesAndFromTheEnvironment() throws IOException {
        Files.writeString(folder.resolve("keys"), "aws_access_key_id=AK1\naws_secret_access_key=planted-key\n");
        Map<String, String> environment =
                Map.of("CREDENTIALS_DIRECTORY", folder.toString(), "TRACKER_PASSWORD", "planted-too");
        String text = """
                fleet.replica-set = db-7
                store.root = s3://lake/tracker/
                mysql.user = tracker
                mysql.password-file = env:TRACKER_PASSWORD
                s3.credentials-file = credential:keys
                """;
        AgentConfig config =
                ConfigReader.read("agent.properties", text.getBytes(StandardCharsets.UTF_8), List.of(), environment);
        assertEquals("planted-too", config.mysql().account().password().reveal());
        assertEquals(
                "planted-key",
                config.store().s3().keys().orElseThrow().read().secretKey().reveal());
        assertEquals(List.of(), config.secretFiles(), "systemd looks after its credentials");

        OperatorException missing = assertThrows(OperatorException.class, () -> read(text));
        assertTrue(
                missing.getMessage().contains("credentials file is missing: env:TRACKER_PASSWORD"),
                missing.getMessage());
        assertTrue(missing.getMessage().contains("credentials file is missing: credential:keys"), missing.getMessage());
    }

    private static AgentConfig read(String text) {
        return ConfigReader.read("agent.properties", text.getBytes(StandardCharsets.UTF_8), List.of(), Map.of());
    }

    private static OperatorException refused(String text) {
        return assertThrows(OperatorException.class, () -> read(text));
    }
}
