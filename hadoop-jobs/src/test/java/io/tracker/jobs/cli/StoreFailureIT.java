package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads when the store does not do what was asked: one line, a hint, and an exit code. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreFailureIT {
    private Path folder;
    private S3Server server;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        server = S3Server.start();
        server.createBucket("lake");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void namesABucketThatDoesNotExist() throws IOException {
        CommandInTest.Ending ending =
                convert("s3a://nowhere/root", server.endpoint().toString(), server.secretKey());

        assertEquals(2, ending.code(), ending::toString);
        assertTrue(ending.err().startsWith("tracker-jobs convert: Bucket does not exist: "), ending::toString);
        assertTrue(ending.err().contains("nowhere"), ending::toString);
        assertTrue(ending.err().contains("\nHINT: create it"), ending::toString);
    }

    @Test
    void saysThatASecretIsWrong() throws IOException {
        CommandInTest.Ending ending =
                convert("s3a://lake/root", server.endpoint().toString(), "wrong-secret");

        assertEquals(2, ending.code(), ending::toString);
        assertTrue(ending.err().startsWith("tracker-jobs convert: Store denies access: "), ending::toString);
        assertTrue(ending.err().contains("\nHINT: check the credentials"), ending::toString);
        assertTrue(!ending.err().contains("wrong-secret"), ending::toString);
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        CommandInTest.Ending ending = convert("s3a://lake/root", "http://127.0.0.1:" + free, server.secretKey());

        assertEquals(1, ending.code(), ending::toString);
        assertTrue(ending.err().startsWith("tracker-jobs convert: Store cannot be reached: "), ending::toString);
        assertTrue(ending.err().contains("\nHINT: is it up?"), ending::toString);
    }

    private CommandInTest.Ending convert(String root, String endpoint, String secret) throws IOException {
        Path conf = Files.createTempFile(folder, "s3", ".properties");
        Files.writeString(
                conf,
                String.join(
                        "\n",
                        "fs.s3a.endpoint=" + endpoint,
                        "fs.s3a.endpoint.region=us-east-1",
                        "fs.s3a.path.style.access=true",
                        "fs.s3a.connection.ssl.enabled=false",
                        "fs.s3a.access.key=" + server.accessKey(),
                        "fs.s3a.secret.key=" + secret,
                        "fs.s3a.impl.disable.cache=true",
                        "hadoop.tmp.dir=" + folder));
        return CommandInTest.run(List.of(
                "convert",
                "--to",
                LinesFormat.NAME,
                "--root",
                root,
                "--warehouse",
                "file://" + folder + "/warehouse",
                "--all-tables",
                "--conf",
                conf.toString()));
    }
}
