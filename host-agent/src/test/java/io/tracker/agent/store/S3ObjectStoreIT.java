package io.tracker.agent.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.Secret;
import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.config.StoreConfig.ChecksumMode;
import io.tracker.agent.failure.OperatorException;
import io.tracker.agent.store.ObjectStore.PutResult;
import io.tracker.agent.upload.ObjectRoller;
import io.tracker.agent.upload.SampleRows;
import io.tracker.agent.verify.TableVerifier;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3ObjectStoreIT {
    private static final int PART = 5 << 20;

    private static S3Server server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = S3Server.start();
        server.createBucket("lake");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(ChecksumMode.class)
    void storesObjectsOfOnePartAndOfMany(ChecksumMode mode) throws IOException {
        try (ObjectStore store = open("lake", mode)) {
            for (int size : List.of(0, 1, PART - 1, PART, PART + 1, 3 * PART + 12345)) {
                byte[] body = bytes(size);
                String key = "sizes/" + mode + "/" + size;
                try (PendingObject object = store.create(key)) {
                    object.output().write(body, 0, size / 3);
                    object.output().write(body, size / 3, size - size / 3);
                    assertEquals(OptionalLong.empty(), store.size(key), "seen before its commit");
                    object.commit();
                }
                assertEquals(OptionalLong.of(size), store.size(key));
                assertArrayEquals(body, store.read(key).orElseThrow());
            }
        }
    }

    @Test
    void anObjectThatIsOnlyClosedNeverAppears() throws IOException {
        try (ObjectStore store = open("lake", ChecksumMode.CRC32C)) {
            try (PendingObject object = store.create("discarded/large")) {
                object.output().write(bytes(2 * PART + 7));
            }
            assertEquals(Optional.empty(), store.read("discarded/large"));
            assertEquals(List.of(), store.list("discarded/"));
        }
    }

    @Test
    void readsStretchesAndListsKeysInOrder() throws IOException {
        try (ObjectStore store = open("lake", ChecksumMode.CRC32C)) {
            store.createOnce("list/b", text("0123456789"));
            store.createOnce("list/a/c", text("x"));
            try (InputStream stretch = store.open("list/b", 3, 4)) {
                assertArrayEquals(text("3456"), stretch.readAllBytes());
            }
            assertEquals(List.of("list/a/c", "list/b"), store.list("list/"));
            assertThrows(java.io.FileNotFoundException.class, () -> store.open("list/none", 0, 1)
                    .close());
        }
    }

    @Test
    void exactlyOneOfManyRacersCreates() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(8);
        try (ObjectStore store = open("lake", ChecksumMode.CRC32C)) {
            for (int round = 0; round < 10; round++) {
                String key = "race/" + round;
                List<Callable<PutResult>> tries = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    byte[] body = text("racer " + i);
                    tries.add(() -> store.createOnce(key, body));
                }
                int created = 0;
                for (Future<PutResult> racer : racers.invokeAll(tries)) {
                    created += racer.get() == PutResult.CREATED ? 1 : 0;
                }
                assertEquals(1, created, key);
            }
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    void honoursCreateOnceByTheAgentsOwnTrial() throws IOException {
        try (ObjectStore store = open("lake", ChecksumMode.CRC32C)) {
            assertEquals(Optional.empty(), new StoreTrial(store).createOnce("host"));
        }
    }

    @Test
    void backupObjectsAreProvedAndDamageOnTheDiskIsFound() throws IOException {
        try (ObjectStore store = open("lake", ChecksumMode.CRC32C)) {
            Manifest manifest;
            try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, 1 << 16))) {
                SampleRows.write(roller, 0, 3000);
                manifest = SampleRows.manifest(roller.commit());
            }
            TableVerifier verifier = new TableVerifier(store);
            assertEquals(List.of(), verifier.verify(manifest, rows -> {}));
            String key = manifest.objects().get(1).key();
            Path file = server.data().resolve("lake").resolve("root").resolve(key);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            List<String> damages = verifier.verify(manifest, rows -> {});
            assertEquals(1, damages.size(), damages.toString());
            assertTrue(damages.get(0).contains(key + " at offset "), damages.get(0));
        }
    }

    @Test
    void namesAMissingBucket() {
        OperatorException refused = assertThrows(OperatorException.class, () -> open("nowhere", ChecksumMode.CRC32C)
                .close());
        assertEquals("bucket is missing: s3://nowhere/root (got 404 NoSuchBucket)", refused.getMessage());
    }

    @Test
    void namesAWrongSecretWithoutShowingIt() {
        StoreConfig.S3Keys keys =
                new StoreConfig.S3Keys(server.accessKey(), new Secret("planted-secret"), Optional.empty());
        OperatorException refused = assertThrows(OperatorException.class, () -> ObjectStores.open(
                        config("lake", server.endpoint(), keys, ChecksumMode.CRC32C))
                .close());
        assertTrue(
                refused.getMessage().startsWith("S3 credentials are refused: for s3://lake/root"),
                refused.getMessage());
        assertFalse((refused + refused.hint()).contains("planted"), refused.getMessage());
    }

    @Test
    void namesAServerThatIsDown() {
        StoreUnavailableException down = assertThrows(StoreUnavailableException.class, () -> ObjectStores.open(
                        config("lake", URI.create("http://127.0.0.1:1"), keys(), ChecksumMode.CRC32C))
                .close());
        assertTrue(
                down.getMessage().startsWith("store does not answer: s3://lake/root at http://127.0.0.1:1"),
                down.getMessage());
    }

    private static ObjectStore open(String bucket, ChecksumMode mode) throws IOException {
        return ObjectStores.open(config(bucket, server.endpoint(), keys(), mode));
    }

    private static StoreConfig.S3Keys keys() {
        return new StoreConfig.S3Keys(server.accessKey(), new Secret(server.secretKey()), Optional.empty());
    }

    private static StoreConfig config(String bucket, URI endpoint, StoreConfig.S3Keys keys, ChecksumMode mode) {
        return new StoreConfig(
                new StoreConfig.Bucket(bucket, "root/"),
                new StoreConfig.S3(
                        Optional.of(endpoint),
                        "us-east-1",
                        true,
                        Optional.of(keys),
                        mode,
                        Duration.ofMinutes(1),
                        StoreConfig.ObjectTraits.NONE),
                PART,
                3);
    }

    private static byte[] bytes(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
