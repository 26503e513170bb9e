package io.tracker.agent.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.Secret;
import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.publish.DayDocuments;
import io.tracker.agent.upload.SampleRows;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every call to S3 in turn meets every fault, and the end is always that of a run without faults. */
class S3FaultsIT {
    private static final int PART = 5 << 20;
    private static final byte[] LARGE = bytes(PART + 12345);
    private static final byte[] SMALL = bytes(1000);

    private static S3Server server;
    private static HttpFaultProxy proxy;
    private String root = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = S3Server.start();
        server.createBucket("lake");
        proxy = HttpFaultProxy.before(server.endpoint());
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @AfterEach
    void heal() {
        proxy.heal();
    }

    @Test
    void everyCallInTurnMeetsEveryFault() throws IOException {
        int before = proxy.requests().size();
        publishADay();
        int calls = proxy.requests().size() - before;
        assertTrue(calls >= 9, "calls: " + proxy.requests());
        Map<String, HttpFault> faults = new TreeMap<>(Map.of(
                "busy", HttpFault.unavailable(),
                "internal error", HttpFault.answer(500, "InternalError"),
                "conflict", HttpFault.answer(409, "ConditionalRequestConflict"),
                "lost before it was applied", HttpFault.resetRequestAfter(0),
                "cut in its body", HttpFault.resetRequestAfter(100),
                "lost after it was applied", HttpFault.dropReply(),
                "keys have expired", HttpFault.answer(400, "ExpiredToken")));
        for (Map.Entry<String, HttpFault> fault : faults.entrySet()) {
            for (int call = 0; call < calls; call++) {
                proxy.heal();
                proxy.inject(fault.getValue(), ".*", call, 1);
                try {
                    publishADay();
                } catch (IOException | RuntimeException e) {
                    throw new AssertionError("call " + call + " " + fault.getKey(), e);
                }
            }
        }
        assertTrue(proxy.injected() >= calls * 4, "injected: " + proxy.injected());
    }

    @Test
    void aCompletionThatFailsWithStatus200IsNotTakenForSuccess() throws IOException {
        try (ObjectStore store = open()) {
            proxy.inject(HttpFault.answer(200, "InternalError"), "POST .*uploadId=.*", 1);
            writeLarge(store, "data/a");
            assertArrayEquals(LARGE, store.read("data/a").orElseThrow());
            assertTrue(proxy.injected() > 0, "nothing was injected");
        }
    }

    @Test
    void aPartThatNeverArrivesFailsTheObjectAndLeavesNothing() throws IOException {
        try (ObjectStore store = open()) {
            proxy.inject(HttpFault.answer(400, "BadDigest"), "PUT .*partNumber=2.*", 100);
            IOException refused = assertThrows(IOException.class, () -> writeLarge(store, "data/b"));
            assertTrue(refused.getMessage().contains("write of part 2 of data/b"), refused.getMessage());
            proxy.heal();
            assertEquals(Optional.empty(), store.read("data/b"));
            assertTrue(
                    proxy.requests().stream()
                            .anyMatch(line -> line.startsWith("DELETE ") && line.contains("uploadId=")),
                    "the upload was not aborted");
        }
    }

    @Test
    void objectsCarryEncryptionStorageClassTagsAndChecksum() throws IOException {
        StoreConfig.ObjectTraits traits = new StoreConfig.ObjectTraits(
                StoreConfig.Encryption.KMS, Optional.of("key-7"), Optional.of("STANDARD_IA"), Map.of("team", "data"));
        root = UUID.randomUUID() + "/";
        int before = proxy.requestHeads().size();
        // Only the requests matter here: the server for tests knows nothing of keys and classes.
        proxy.inject(HttpFault.answer(400, "InvalidRequest"), ".*", Integer.MAX_VALUE);
        try (ObjectStore store = S3ObjectStore.open(bucket(), config(proxy.endpoint(), traits), 1)) {
            assertThrows(IOException.class, () -> store.createOnce("document", SMALL));
            assertThrows(IOException.class, () -> writeLarge(store, "large"));
            try (PendingObject small = store.create("small")) {
                small.output().write(SMALL);
                assertThrows(IOException.class, small::commit);
            }
        }
        List<String> heads = proxy
                .requestHeads()
                .subList(before, proxy.requestHeads().size())
                .stream()
                .map(head -> head.toLowerCase(Locale.ROOT))
                .toList();
        assertEquals(3, heads.size(), heads.toString());
        for (String head : heads) {
            assertTrue(head.contains("\r\nx-amz-server-side-encryption: aws:kms\r\n"), head);
            assertTrue(head.contains("\r\nx-amz-server-side-encryption-aws-kms-key-id: key-7\r\n"), head);
            assertTrue(head.contains("\r\nx-amz-tagging: team=data\r\n"), head);
            assertTrue(head.contains("crc32c"), head);
            assertEquals(!head.contains("/document"), head.contains("\r\nx-amz-storage-class: standard_ia\r\n"), head);
        }
    }

    /** What a run does with its store, in small; checked as it goes. */
    private void publishADay() throws IOException {
        try (ObjectStore store = open()) {
            DayDocuments documents = new DayDocuments(store);
            writeLarge(store, "data/large");
            try (PendingObject object = store.create("data/small")) {
                object.output().write(SMALL);
                object.commit();
            }
            Manifest mine = SampleRows.manifest(List.of());
            assertEquals(mine, documents.createManifest(mine, () -> {}));
            assertEquals(mine, documents.createManifest(SampleRows.manifest(List.of()), () -> {}), "a second agent's");
            assertEquals(Optional.of(mine), documents.manifest(SampleRows.DAY));
            assertEquals(2, store.list("data/").size());
        }
        Path stored = server.data().resolve("lake").resolve(root);
        assertArrayEquals(LARGE, Files.readAllBytes(stored.resolve("data/large")));
        assertArrayEquals(SMALL, Files.readAllBytes(stored.resolve("data/small")));
    }

    private static void writeLarge(ObjectStore store, String key) throws IOException {
        try (PendingObject object = store.create(key)) {
            object.output().write(LARGE);
            object.commit();
        }
    }

    private ObjectStore open() {
        root = UUID.randomUUID() + "/";
        return S3ObjectStore.open(bucket(), config(proxy.endpoint()), 5);
    }

    private StoreConfig.Bucket bucket() {
        return new StoreConfig.Bucket("lake", root);
    }

    private StoreConfig config(URI endpoint) {
        return config(endpoint, StoreConfig.ObjectTraits.NONE);
    }

    private StoreConfig config(URI endpoint, StoreConfig.ObjectTraits traits) {
        return new StoreConfig(
                bucket(),
                new StoreConfig.S3(
                        Optional.of(endpoint),
                        "us-east-1",
                        true,
                        Optional.of(new StoreConfig.S3Keys(
                                server.accessKey(), new Secret(server.secretKey()), Optional.empty())),
                        StoreConfig.ChecksumMode.CRC32C,
                        Duration.ofMinutes(1),
                        traits),
                PART,
                2);
    }

    private static byte[] bytes(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }
}
