package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Known secrets are planted, the agent works and fails as a process, and all that it leaves anywhere is searched for them. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class PlantedSecretsIT {
    private static final String PASSWORD = "Planted/pass+w0rd=%5&x";
    private static final String WRONG_PASSWORD = "Wr0ng/pass+word=%7&y";
    private static final String WRONG_KEY = "Wr0ng/Key+0123456789abcdefghijklmnopqrst";

    @TempDir
    private Path folder;

    private final ReplicaSet set;
    private final Engine engine;
    private final Map<String, String> seen = new LinkedHashMap<>();
    private S3Server s3;

    PlantedSecretsIT(Engine engine, SharedServers servers) throws Exception {
        this.engine = engine;
        this.set = servers.of(engine);
    }

    @BeforeEach
    void begin() throws Exception {
        s3 = S3Server.start();
        s3.createBucket("lake");
        List<String> statements =
                new ArrayList<>(List.of("CREATE DATABASE vault", "CREATE TABLE vault.t (id INT PRIMARY KEY)"));
        String file = engine == Engine.MARIADB ? "mariadb.sql" : "mysql.sql";
        String grants = Files.readString(Path.of(System.getProperty("tracker.root"), "docs", "grants", file));
        Stream.of(grants.replace("'tracker'@", "'planted'@")
                        .replace("…", PASSWORD)
                        .split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(statements::add);
        SharedServers.run(set, statements.toArray(String[]::new));
    }

    @AfterEach
    void end() throws Exception {
        SharedServers.run(set, "DROP DATABASE vault", "DROP USER 'planted'@'127.0.0.1'");
        s3.close();
    }

    @Test
    void nothingThatTheAgentLeavesHoldsASecret() throws Exception {
        AgentHost agent = agent("right", PASSWORD, s3.secretKey());
        Process process = agent.start("backup", "--verbose");
        int looks = 0;
        for (Path proc = Path.of("/proc", Long.toString(process.pid())); process.isAlive(); looks++) {
            remember("command line " + looks, read(proc.resolve("cmdline")));
            remember("environment " + looks, read(proc.resolve("environ")));
            Thread.sleep(50);
        }
        assertTrue(looks > 1, "the process was not seen");
        requireEnded("backup", 0, agent.await(process));
        requireEnded("doctor", 0, agent.runProcess("doctor", "--verbose"));
        requireEnded("verify", 0, agent.runProcess("verify"));

        Ended wrongPassword = agent("password", WRONG_PASSWORD, s3.secretKey()).runProcess("backup", "--verbose");
        assertTrue(wrongPassword.exit() != 0 && wrongPassword.err().contains("Access denied"), wrongPassword.err());
        remember("wrong password", wrongPassword.out() + wrongPassword.err());
        Ended wrongKey = agent("key", PASSWORD, WRONG_KEY).runProcess("backup", "--verbose");
        assertEquals(2, wrongKey.exit(), wrongKey.err());
        remember("wrong key", wrongKey.out() + wrongKey.err());

        for (Path file : files(folder)) {
            if (!List.of("my.cnf", "keys", "planted")
                    .contains(file.getFileName().toString())) {
                remember("file " + file, read(file));
            }
        }
        List<Path> objects = files(s3.data());
        assertTrue(objects.stream().anyMatch(file -> file.endsWith("plan.json")), objects.toString());
        for (Path object : objects) {
            remember("object " + object, object + read(object) + attributes(object));
        }
        requireNoSecrets();
    }

    @Test
    void readsTheSecretsFromSystemdAndFromTheEnvironmentAndRefusesAFileThatOthersWrite() throws Exception {
        AgentHost agent = agent("systemd", PASSWORD, s3.secretKey());
        Path credentials = folder.resolve("systemd");
        agent.environment("CREDENTIALS_DIRECTORY", credentials.toString())
                .environment("TRACKER_PASSWORD", PASSWORD)
                .with("s3.credentials-file", "credential:keys")
                .with("mysql.defaults-file", "")
                .with("mysql.user", "planted")
                .with("mysql.password-file", "env:TRACKER_PASSWORD");
        requireEnded("backup", 0, agent.runProcess("backup"));

        Path open = credentials.resolve("planted");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw----"));
        agent.with("mysql.user", "").with("mysql.password-file", "").with("mysql.defaults-file", open.toString());
        Ended refused = agent.runProcess("backup");
        assertEquals(2, refused.exit(), refused.err());
        assertTrue(refused.err().contains("file with a secret can be written by others: " + open), refused.err());
        assertTrue(refused.err().contains("HINT: chmod 600 " + open), refused.err());
    }

    private AgentHost agent(String name, String password, String key) throws IOException {
        Path own = folder.resolve(name);
        AgentHost agent = new AgentHost(own, set, set.node("leaf"), s3, name);
        Path account =
                Files.writeString(own.resolve("planted"), "[client]\nuser=planted\npassword=\"" + password + "\"\n");
        Files.writeString(
                own.resolve("keys"),
                "[default]\naws_access_key_id=" + s3.accessKey() + "\naws_secret_access_key=" + key + "\n");
        return agent.with("mysql.defaults-file", account.toString());
    }

    private void requireEnded(String what, int exit, Ended ended) {
        assertEquals(exit, ended.exit(), what + ": " + ended.out() + ended.err());
        remember(what, ended.out() + ended.err());
    }

    private void remember(String what, String text) {
        seen.put(what, text);
    }

    private void requireNoSecrets() {
        for (String secret : List.of(PASSWORD, WRONG_PASSWORD, WRONG_KEY, s3.secretKey())) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (String needle : List.of(
                    secret,
                    URLEncoder.encode(secret, StandardCharsets.UTF_8),
                    Base64.getEncoder().encodeToString(bytes).replace("=", ""),
                    HexFormat.of().formatHex(bytes))) {
                seen.forEach((place, text) -> assertFalse(text.contains(needle), "secret in " + place));
            }
        }
    }

    /** What the S3 server keeps beside an object's bytes. */
    private static String attributes(Path file) throws IOException {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        StringBuilder text = new StringBuilder();
        for (String name : view.list()) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            text.append(name).append('=').append(StandardCharsets.ISO_8859_1.decode(value.flip()));
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // the process has ended meanwhile
            return "";
        }
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
