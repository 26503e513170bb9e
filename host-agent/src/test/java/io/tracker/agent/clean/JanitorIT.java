package io.tracker.agent.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.Secret;
import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.store.PendingObject;
import io.tracker.agent.store.StoreCleaner;
import io.tracker.agent.store.StoreTrial;
import io.tracker.agent.upload.ObjectRoller;
import io.tracker.agent.upload.SampleRows;
import io.tracker.schemas.day.Outcome;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.json.DocumentKind;
import io.tracker.schemas.json.Documents;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the janitor names and removes in a bucket and in a directory. */
class JanitorIT {
    private static final int PART = 5 << 20;
    private static final TableDay DAY = SampleRows.DAY;

    private static S3Server server;

    @TempDir
    private static Path folder;

    enum Place {
        BUCKET,
        DIRECTORY
    }

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
    @EnumSource(Place.class)
    void removesOrphansAndOpenUploadsAndNothingElse(Place place) throws IOException {
        StoreConfig config = config(place);
        try (ObjectStore store = ObjectStores.open(config)) {
            String first = attempt(store, "first");
            String second = attempt(store, "second");
            String orphan = attempt(store, "orphan");
            publish(store, 1, first);
            publish(store, 2, second);
            store.createOnce("data/README.txt", new byte[] {1});
            assertEquals(Optional.empty(), new StoreTrial(store).createOnce("host"));
            PendingObject open = store.create(ObjectNames.backupObject(DAY, "dead", 0));
            open.output().write(new byte[PART + 1]);
            if (place == Place.BUCKET) {
                // Two parts are begun, and the second is on its way only when the first one is full.
                open.output().write(new byte[PART]);
            }
            List<String> before = store.list("");

            assertEquals(List.of(), names(clean(config, young(), Janitor.Mode.DELETE)), "nothing is old enough");
            List<Garbage> seen = clean(config, old(), Janitor.Mode.DRY_RUN);
            assertEquals(before, store.list(""), "a dry run removed something");
            assertEquals(3, seen.size(), seen.toString());
            assertEquals(orphan, seen.get(0).name());
            assertEquals(1, seen.get(0).objects());
            assertTrue(seen.get(0).bytes() > 0, seen.toString());

            assertEquals(seen, clean(config, old(), Janitor.Mode.DELETE), "what a dry run names is what is removed");
            List<String> left = new ArrayList<>(before);
            left.removeIf(key -> key.startsWith(orphan) || key.startsWith("checks/"));
            assertEquals(left, store.list(""));
            assertEquals(List.of(), clean(config, old(), Janitor.Mode.DELETE), "a second round finds nothing");
            open.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keepsAllOfATableAndDayWhoseManifestsAreInDoubt(Place place) throws IOException {
        StoreConfig config = config(place);
        try (ObjectStore store = ObjectStores.open(config)) {
            attempt(store, "orphan");
            store.createOnce(ObjectNames.manifest(DAY, 1), "{".getBytes(StandardCharsets.UTF_8));
            List<String> before = store.list("");
            List<String> kept = new ArrayList<>();
            assertEquals(List.of(), clean(config, old(), Janitor.Mode.DELETE, kept));
            assertEquals(before, store.list(""));
            assertEquals(1, kept.size());
            assertTrue(kept.get(0).contains("Document is damaged: " + ObjectNames.manifest(DAY, 1)), kept.get(0));
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keepsAllOfATableAndDayWhoseRecordedManifestIsNotThere(Place place) throws IOException {
        StoreConfig config = config(place);
        try (ObjectStore store = ObjectStores.open(config)) {
            attempt(store, "orphan");
            Outcome recorded = new Outcome(
                    DAY,
                    Outcome.Result.MANIFEST,
                    Optional.of(new Outcome.Published(1, 1, Digest128.ZERO)),
                    Optional.empty(),
                    Optional.empty(),
                    Instant.parse("2026-11-21T00:10:00Z"),
                    "host");
            store.createOnce(ObjectNames.outcome(DAY), new Documents().write(DocumentKind.OUTCOME, recorded));
            List<String> before = store.list("");
            List<String> kept = new ArrayList<>();
            assertEquals(List.of(), clean(config, old(), Janitor.Mode.DELETE, kept));
            assertEquals(before, store.list(""));
            assertTrue(kept.get(0).contains("manifest is recorded and not there"), kept.get(0));
        }
    }

    private static String attempt(ObjectStore store, String attempt) throws IOException {
        try (ObjectRoller roller = new ObjectRoller(SampleRows.folder(store, attempt, 1 << 20))) {
            SampleRows.write(roller, 0, 10);
            roller.commit();
        }
        return ObjectNames.attemptFolder(DAY, attempt);
    }

    private static void publish(ObjectStore store, int number, String attemptFolder) throws IOException {
        String key = store.list(attemptFolder).get(0);
        ManifestObject object = new ManifestObject(
                key,
                100,
                new ManifestObject.Header(50, 1),
                "000102030405060708090a0b0c0d0e0f",
                10,
                1,
                10,
                Digest128.ZERO,
                List.of(new io.tracker.schemas.manifest.ManifestRange(50, 50, 1, 1)));
        Manifest manifest = SampleRows.manifest(number, List.of(object));
        store.createOnce(ObjectNames.manifest(DAY, number), new Documents().write(DocumentKind.MANIFEST, manifest));
    }

    private static List<Garbage> clean(StoreConfig config, Instant before, Janitor.Mode mode) throws IOException {
        return clean(config, before, mode, new ArrayList<>());
    }

    private static List<Garbage> clean(StoreConfig config, Instant before, Janitor.Mode mode, List<String> kept)
            throws IOException {
        List<Garbage> found = new ArrayList<>();
        try (ObjectStore store = ObjectStores.open(config);
                StoreCleaner cleaner = StoreCleaner.open(config)) {
            kept.addAll(new Janitor(store, cleaner, before, mode, found::add).clean());
        }
        return found;
    }

    private static List<String> names(List<Garbage> garbage) {
        return garbage.stream().map(Garbage::name).toList();
    }

    private static Instant old() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    private static Instant young() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    private static StoreConfig config(Place place) throws IOException {
        String root = UUID.randomUUID().toString();
        StoreConfig.Root where =
                switch (place) {
                    case BUCKET -> new StoreConfig.Bucket("lake", root + "/");
                    case DIRECTORY -> new StoreConfig.Directory(Files.createDirectories(folder.resolve(root)));
                };
        return new StoreConfig(
                where,
                new StoreConfig.S3(
                        Optional.of(server.endpoint()),
                        "us-east-1",
                        true,
                        Optional.of(new StoreConfig.S3Keys(
                                server.accessKey(), new Secret(server.secretKey()), Optional.empty())),
                        StoreConfig.ChecksumMode.CRC32C,
                        Duration.ofMinutes(1),
                        StoreConfig.ObjectTraits.NONE),
                PART,
                2);
    }
}
