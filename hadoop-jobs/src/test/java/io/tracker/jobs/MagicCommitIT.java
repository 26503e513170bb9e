package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.LinesFormat;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.print.RowText;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversions on a real S3 server, through S3A and its magic committer. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MagicCommitIT {
    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    @Test
    void publishesExactlyTheRowsOfTheManifests() throws IOException {
        Conversions conversions = store.conversions("whole");
        SampleBackup backup = conversions.backup();
        Manifest one = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 500, 2);
        Manifest other = backup.publish(SampleBackup.table("rs1", "pins_0002"), 2, 300, 1);
        backup.complete("rs1");

        PublishedTable published = conversions.convert().published();

        assertEquals(800, published.totals().rowsWritten());
        assertEquals(
                one.totals().digest().plus(other.totals().digest()),
                published.totals().valueDigest());
        List<String> found = store.keysBelow(conversions.output());
        assertEquals(published.files().size() + 3, found.size(), found.toString());
        assertTrue(found.containsAll(List.of("_SUCCESS", "_tracker.json", "files.txt")), found.toString());
        assertEquals(List.of(), store.pendingUploads());
        assertEquals(ConvertResult.Ending.ALREADY_DONE, conversions.convert().ending());
    }

    @Test
    void publishesEveryFileOfATaskThatWroteSeveral() throws IOException {
        Conversions conversions = store.conversions("rolled");
        SampleBackup backup = conversions.backup();
        Manifest manifest = backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), 800, 1);
        backup.complete("rs1");

        PublishedTable published = conversions
                .convert(LinesFormat.NAME, Map.of("lines.file-bytes", "4000", "filter.from", "1000"))
                .published();

        assertEquals(700, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertTrue(published.files().size() > 4, published.files()::toString);
        assertEquals(published, new VerifyRun(conversions.hadoop(), 2).verify(conversions.output()));
        assertEquals(List.of(), store.pendingUploads());
    }

    @Test
    void findsARowByItsKeyInTheStore() throws IOException {
        Conversions conversions = store.conversions("looked-up");
        SampleBackup backup = conversions.backup();
        backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), 5000, 2);
        backup.complete("rs1");
        CatRequest request = new CatRequest(
                conversions.root().toString(),
                Conversions.CALLS,
                SampleBackup.DT,
                Optional.empty(),
                new KeyRange(List.of("31410"), Optional.empty(), Optional.empty()));
        StringBuilder printed = new StringBuilder();

        try (CatRun run = new CatRun(request, conversions.hadoop())) {
            run.print(RowText.Form.TSV, Long.MAX_VALUE, text -> !printed.append(text)
                    .isEmpty());
            assertTrue(run.summary().startsWith("1 row of 1 shard; read 1 of "), run.summary());
        }

        assertEquals("id\tnote\n31410\tnote 3141\n", printed.toString());
    }

    @Test
    void publishesNothingOfADamagedBackup() throws IOException {
        Conversions conversions = store.conversions("damaged");
        SampleBackup backup = conversions.backup();
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, 500, 2);
        backup.complete("rs1");
        String key = manifest.objects().get(1).key();
        store.flip(new org.apache.hadoop.fs.Path(conversions.root(), key), 5000);

        IOException failed = assertThrows(IOException.class, conversions::convert);

        assertTrue(
                failed.getMessage().startsWith("Backup object is damaged: " + key + " at offset "), failed::getMessage);
        assertEquals(List.of(), store.keysBelow(conversions.output()));
        assertEquals(List.of(), store.pendingUploads());
    }
}
