package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.schemas.day.Fleet;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a scheduler sees of a day that is not complete, on a real S3 server. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessIT {
    private static final TableRef ONE = SampleBackup.table("rs1", "pins_0001");
    private static final TableRef ELSEWHERE = SampleBackup.table("rs2", "pins_0002");

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private Conversions conversions;
    private SampleBackup backup;
    private String place;

    @BeforeEach
    void open(TestInfo test) throws IOException {
        place = test.getTestMethod().orElseThrow().getName();
        conversions = store.conversions(place);
        backup = conversions.backup();
    }

    @Test
    void namesTheSilentReplicaSetAndConvertsWithoutItIfToldSo() throws IOException {
        Manifest manifest = backup.publish(ONE, 1, 300, 2);
        backup.complete("rs1");
        backup.fleet(fleet("rs1", "rs2"));

        CommandInTest.Ending status = run("status");
        assertEquals(11, status.code(), status::toString);
        assertTrue(status.out().contains("  rs2: silent, owed since 2026-11-21T00:00:00Z\n"), status::toString);
        CommandInTest.Ending refused = convert();
        assertEquals(11, refused.code(), refused::toString);
        assertEquals(List.of(), store.keysBelow(conversions.output()));

        CommandInTest.Ending allowed = convert("--allow-missing");
        assertEquals(0, allowed.code(), allowed::toString);
        assertTrue(allowed.out().contains("  missing      replica set rs2: has not completed the day"), allowed.out());
        PublishedTable published = published();
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(1, published.missing().size());
        assertEquals("rs2", published.missing().get(0).replicaSet());
    }

    @Test
    void waitsForTheReplicaSetThatIsLateAndConvertsBoth() throws Exception {
        Manifest one = backup.publish(ONE, 1, 300, 1);
        backup.complete("rs1");
        Manifest late = backup.publish(ELSEWHERE, 2, 200, 1);
        backup.plan("rs2");
        backup.fleet(fleet("rs1", "rs2"));
        CommandInTest.Ending tired = run("status", "--wait", "1s");
        assertEquals(11, tired.code(), tired::toString);
        Thread agent = new Thread(() -> {
            try {
                Thread.sleep(2_000);
                backup.complete("rs2");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        agent.start();

        CommandInTest.Ending converted = convert("--wait", "100s", "--every", "1s");
        agent.join();

        assertEquals(0, converted.code(), converted::toString);
        assertTrue(converted.err().contains(" at most: 1 replica set to end it: rs2\n"), converted::toString);
        assertEquals(
                one.totals().digest().plus(late.totals().digest()),
                published().totals().rowDigest());
        assertEquals(0, run("status").code());
    }

    @Test
    void takesTheHighestNumberOfASupersededManifest() throws IOException {
        backup.publish(ONE, 1, 1, 300, 1);
        backup.complete("rs1");
        Manifest highest = null;
        for (int number = 2; number <= 11; number++) {
            highest = backup.publish(ONE, number, number, 100 + number, 1);
        }

        assertEquals(0, run("status").code());
        CommandInTest.Ending converted = convert();

        assertEquals(0, converted.code(), converted::toString);
        PublishedTable published = published();
        assertEquals(11, published.sources().get(0).number());
        assertEquals(111, published.totals().rowsWritten());
        assertEquals(highest.totals().digest(), published.totals().valueDigest());
    }

    private PublishedTable published() throws IOException {
        return OutputFolder.open(conversions.output(), conversions.hadoop())
                .published()
                .orElseThrow();
    }

    private CommandInTest.Ending convert(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--to",
                LinesFormat.NAME,
                "--warehouse",
                store.path(place + "/warehouse").toString(),
                "--all-tables"));
        arguments.addAll(List.of(more));
        return run("convert", arguments.toArray(String[]::new));
    }

    private CommandInTest.Ending run(String command, String... more) throws IOException {
        Path conf = store.folder().resolve("s3.xml");
        try (var stream = Files.newOutputStream(conf)) {
            conversions.hadoop().writeXml(stream);
        }
        List<String> arguments =
                new ArrayList<>(List.of(command, "--root", conversions.root().toString(), "--conf", conf.toString()));
        arguments.addAll(List.of(more));
        return CommandInTest.run(arguments);
    }

    private static Fleet fleet(String... sets) {
        return new Fleet(Arrays.stream(sets)
                .map(name -> new Fleet.ReplicaSet(name, LocalDate.of(2026, 1, 1), Optional.empty(), List.of()))
                .toList());
    }
}
