package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An account that may come in by TLS alone, and servers whose certificate names their address, but not {@code localhost}. */
class TlsIT {
    private static final String STORE_PASSWORD = "trusted";
    private static final long KEYTOOL_SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void backsUpOverTlsAndRefusesAStrangersCertificateAndOneOfAnotherName(Engine engine) throws Exception {
        Engines.require(engine, Assumptions::abort);
        Path certificates = certificates();
        ReplicaSetOptions options = ReplicaSetOptions.of(engine)
                .withReplicas(1)
                .withServerOption("ssl-cert", certificates.resolve("server.pem").toString())
                .withServerOption(
                        "ssl-key", certificates.resolve("server-key.pem").toString());
        try (ReplicaSet set =
                ReplicaSet.start(engine == Engine.MARIADB ? options.withServerOption("skip-ssl", "0") : options)) {
            set.primary()
                    .execute(
                            "CREATE DATABASE secret",
                            "CREATE TABLE secret.t (id INT PRIMARY KEY)",
                            "INSERT INTO secret.t VALUES (1), (2)",
                            "ALTER USER 'tracker'@'127.0.0.1' REQUIRE SSL");
            set.waitUntilCaughtUp(Duration.ofMinutes(1));
            Node replica = set.replicas().get(0);

            Ended plain = agent(set, replica, "plain", "disabled").run("backup");
            assertRefused(plain, "Login failed: user 'tracker'", "check user, password");

            Ended stranger = agent(set, replica, "stranger", "verify-identity").run("backup");
            assertRefused(stranger, "Server's certificate is refused: ", "the JVM must trust the authority");

            Ended otherName = agent(set, replica, "name", "verify-identity")
                    .with("mysql.host", "localhost")
                    .jvm(trusting(certificates))
                    .runProcess("backup");
            assertRefused(otherName, "Server's certificate is refused: ", "the certificate must name the host");

            AgentHost sound = agent(set, replica, "sound", "verify-identity").jvm(trusting(certificates));
            Ended backup = sound.runProcess("backup");
            assertEquals(0, backup.exit(), backup.err());
            assertTrue(backup.out().contains("taken     1 tables, 2 rows"), backup.out());
            assertTrue(backup.out().contains(": complete"), backup.out());
            assertEquals(0, sound.run("verify").exit());
            assertTrue(replica.isReplicationRunning());
        }
    }

    private AgentHost agent(ReplicaSet set, Node node, String name, String mode) throws IOException {
        return new AgentHost(folder.resolve(name), set, node).with("mysql.ssl-mode", mode);
    }

    private static void assertRefused(Ended ended, String message, String hint) {
        assertEquals(2, ended.exit(), ended.err());
        assertEquals(2, ended.errorLines().size(), ended.err());
        assertTrue(ended.errorLines().get(0).startsWith("error: " + message), ended.err());
        assertTrue(ended.errorLines().get(1).contains("HINT: "), ended.err());
        assertTrue(ended.errorLines().get(1).contains(hint), ended.err());
    }

    private static String[] trusting(Path certificates) {
        return new String[] {
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djavax.net.ssl.trustStore=" + certificates.resolve("trust.p12"),
            "-Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD
        };
    }

    /** A key and a certificate that is its own authority, where a server of another user can read them, and a store that trusts it. */
    private Path certificates() throws IOException, GeneralSecurityException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path place = Files.createDirectory(folder.resolve("certificates"));
        Path both = place.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=database",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        both.toString(),
                        "-storepass",
                        STORE_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertTrue(keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) && keytool.exitValue() == 0, "keytool failed");
        char[] password = STORE_PASSWORD.toCharArray();
        KeyStore made = KeyStore.getInstance(both.toFile(), password);
        Certificate certificate = made.getCertificate("server");
        pem(place.resolve("server.pem"), "CERTIFICATE", certificate.getEncoded());
        pem(
                place.resolve("server-key.pem"),
                "PRIVATE KEY",
                made.getKey("server", password).getEncoded());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, password);
        trust.setCertificateEntry("server", certificate);
        try (var out = Files.newOutputStream(place.resolve("trust.p12"))) {
            trust.store(out, password);
        }
        return place;
    }

    private static void pem(Path file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
