package io.tracker.agent.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.Secret;
import io.tracker.agent.config.StoreConfig;
import io.tracker.agent.store.ObjectStore;
import io.tracker.agent.store.ObjectStores;
import io.tracker.agent.store.StoreCleaner;
import io.tracker.schemas.names.ObjectNames;
import io.tracker.schemas.names.TableDay;
import io.tracker.schemas.names.TableRef;
import io.tracker.testing.servers.S3Server;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Old backups go by whole days, and at no moment does a manifest name an object that is gone. */
class RetentionIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

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

    @Test
    void removesWholeOldDaysAndKeepsTheNewestOfEachTableAndShard() throws IOException {
        StoreConfig config = bucket("whole");
        try (ObjectStore store = ObjectStores.open(config)) {
            // of users the second shard is late: day 3 is the newest complete one; old_table has one backup only
            backup(store, "users", "app_1", 1);
            backup(store, "users", "app_2", 1);
            backup(store, "users", "app_1", 2);
            backup(store, "users", "app_2", 2);
            backup(store, "users", "app_1", 3);
            backup(store, "users", "app_2", 3);
            backup(store, "users", "app_1", 4);
            backup(store, "old_table", "app_1", 2);
            backup(store, "young", "app_1", 1);
            backup(store, "young", "app_1", 20);
            store.createOnce("manifests/README.txt", new byte[] {1});
            List<String> before = store.list("");

            List<String> seen = expire(config, Janitor.Mode.DRY_RUN);
            assertEquals(before, store.list(""), "a dry run removed something");
            assertEquals(
                    List.of(
                            "EXPIRED manifests/app/users/dt=2026-11-01/db-7.app_1/",
                            "EXPIRED manifests/app/users/dt=2026-11-01/db-7.app_2/",
                            "EXPIRED manifests/app/users/dt=2026-11-02/db-7.app_1/",
                            "EXPIRED manifests/app/users/dt=2026-11-02/db-7.app_2/",
                            "EXPIRED manifests/app/young/dt=2026-11-01/db-7.app_1/",
                            "DAY days/dt=2026-11-01/"),
                    seen);
            assertEquals(seen, expire(config, Janitor.Mode.DELETE));
            Set<String> days = new TreeSet<>();
            for (String key : store.list("manifests/app/")) {
                days.add(ObjectNames.placeOfManifest(key).orElseThrow().table() + " "
                        + ObjectNames.placeOfManifest(key).orElseThrow().dt());
            }
            assertEquals(
                    Set.of(
                            "app/old_table 2026-11-02",
                            "app/users 2026-11-03",
                            "app/users 2026-11-04",
                            "app/young 2026-11-20"),
                    days);
            assertEquals(List.of(), store.list("data/app/users/dt=2026-11-02/"));
            assertEquals(List.of(), store.list("days/dt=2026-11-01/"));
            assertTrue(store.list("days/dt=2026-11-02/").contains("days/dt=2026-11-02/db-7/plan.json"));
            assertEquals(List.of(), expire(config, Janitor.Mode.DELETE), "a second round finds nothing");
        }
    }

    @Test
    void leavesNoManifestWithoutItsObjectsWhereverItDies() throws IOException {
        StoreConfig config = bucket("crash");
        try (ObjectStore store = ObjectStores.open(config)) {
            for (int day = 1; day <= 3; day++) {
                backup(store, "users", "app_1", day);
            }
            int left = Integer.MAX_VALUE;
            for (int deletions = 1; left > 0; deletions++) {
                left = expireAndDie(config, 1);
                List<String> keys = store.list("");
                for (String key : keys) {
                    if (key.startsWith("manifests/")) {
                        String object =
                                key.replace("manifests/", "data/").replaceFirst("/0000\\d\\.json", "/_run/00000.avro");
                        assertTrue(keys.contains(object), deletions + " deletions: " + key + " in " + keys);
                        boolean current = keys.contains(key.replaceFirst("0000\\d", "00002"));
                        assertTrue(current, "a superseded manifest became current: " + keys);
                    }
                    if (key.endsWith("complete.json")) {
                        assertTrue(keys.contains(key.replace("complete", "plan")), keys.toString());
                    }
                }
            }
            // the objects of a round that died between manifests and objects are what no manifest names
            expire(config, Janitor.Mode.DELETE);
            assertEquals(
                    1,
                    store.list("manifests/").stream()
                            .map(key -> key.substring(0, key.lastIndexOf('/')))
                            .distinct()
                            .count());
        }
    }

    private static void backup(ObjectStore store, String table, String schema, int day) throws IOException {
        TableDay of = new TableDay(new TableRef("db-7", schema, "app", table), LocalDate.of(2026, 11, day));
        for (String key : List.of(
                ObjectNames.backupObject(of, "run", 0),
                ObjectNames.manifest(of, 1),
                ObjectNames.manifest(of, 2),
                ObjectNames.outcome(of),
                ObjectNames.plan(of.dt(), "db-7"),
                ObjectNames.complete(of.dt(), "db-7"))) {
            store.createOnce(key, new byte[] {1});
        }
    }

    private static List<String> expire(StoreConfig config, Janitor.Mode mode) throws IOException {
        List<String> found = new ArrayList<>();
        try (StoreCleaner cleaner = StoreCleaner.open(config)) {
            List<String> kept = new Retention(
                            cleaner,
                            TODAY.minusDays(10),
                            mode,
                            garbage -> found.add(garbage.kind() + " " + garbage.name()))
                    .clean();
            assertTrue(kept.stream().allMatch(reason -> reason.contains(": ")), kept.toString());
        }
        return found;
    }

    /** Returns how many deletions were done: none when there is nothing left to remove. */
    private static int expireAndDie(StoreConfig config, int deletions) throws IOException {
        try (StoreCleaner cleaner = StoreCleaner.open(config)) {
            DyingCleaner dying = new DyingCleaner(cleaner, deletions);
            try {
                new Retention(dying, TODAY.minusDays(10), Janitor.Mode.DELETE, garbage -> {}).clean();
            } catch (IOException e) {
                assertEquals("killed", e.getMessage());
            }
            return dying.done();
        }
    }

    private static StoreConfig bucket(String root) {
        return new StoreConfig(
                new StoreConfig.Bucket("lake", root + "/"),
                new StoreConfig.S3(
                        Optional.of(server.endpoint()),
                        "us-east-1",
                        true,
                        Optional.of(new StoreConfig.S3Keys(
                                server.accessKey(), new Secret(server.secretKey()), Optional.empty())),
                        StoreConfig.ChecksumMode.CRC32C,
                        Duration.ofMinutes(1),
                        StoreConfig.ObjectTraits.NONE),
                5 << 20,
                2);
    }
}
