package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.plan.JobSettings;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.manifest.ManifestObject;
import io.tracker.testing.servers.HttpFault;
import io.tracker.testing.servers.HttpFaultProxy;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The objects in the store are whole, and its replies are not: cut short, reset or altered in the middle of a body. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreReplyIT {
    private static final int ROWS = 500;
    private static final int BODY_BYTES = 3000;

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private Configuration hadoop;
    private HttpFaultProxy proxy;
    private Conversions conversions;
    private Manifest manifest;

    @BeforeAll
    void configure() {
        hadoop = store.hadoop();
        hadoop.set("fs.s3a.retry.limit", "2");
        hadoop.set("fs.s3a.retry.interval", "10ms");
        proxy = store.proxy();
    }

    @BeforeEach
    void backUp(TestInfo test) throws IOException {
        proxy.heal();
        conversions = new Conversions(
                store.faultyPath(test.getTestMethod().orElseThrow().getName()), hadoop);
        new JobSettings(hadoop).splitBytes(1 << 20);
        SampleBackup backup = conversions.backup();
        manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, ROWS, 2);
        backup.complete("rs1");
        // The conversion shall open the store itself, by its own settings.
        conversions.root().getFileSystem(hadoop).close();
    }

    @Test
    void namesObjectAndOffsetOfAnAlteredReplyAndConvertsWithoutIt() throws IOException {
        ManifestObject object = manifest.objects().get(1);
        spoil(HttpFault.alterReplyByte(BODY_BYTES), object, 1);

        String message = failure();

        assertTrue(message.startsWith("Backup object is damaged: " + object.key() + " at offset "), message);
        long offset = Long.parseLong(message.replaceAll(".* at offset ([0-9]+):.*", "$1"));
        assertTrue(offset > 0 && offset < object.bytes(), message);
        assertIsWhole(conversions.convert().published());
    }

    @Test
    void asksAgainAfterAReplyThatEndsEarly() throws IOException {
        int before = proxy.injected();
        spoil(HttpFault.shortReply(BODY_BYTES), manifest.objects().get(0), 1);

        assertIsWhole(conversions.convert().published());
        assertEquals(before + 1, proxy.injected());
    }

    @Test
    void asksAgainAfterAReplyThatIsReset() throws IOException {
        int before = proxy.injected();
        spoil(HttpFault.resetReplyAfter(BODY_BYTES), manifest.objects().get(0), 1);

        assertIsWhole(conversions.convert().published());
        assertEquals(before + 1, proxy.injected());
    }

    @Test
    void namesTheObjectWhoseRepliesAlwaysEndEarly() throws IOException {
        ManifestObject object = manifest.objects().get(0);
        spoil(HttpFault.shortReply(0), object, Integer.MAX_VALUE);

        String message = failure();

        assertTrue(message.startsWith("Backup object cannot be read: " + object.key() + " at offset "), message);
    }

    @Test
    void asksForEachListedManifestOnceWithoutAskingForItsSize() throws IOException {
        int before = proxy.requests().size();

        conversions.convert();

        List<String> asked = proxy.requests().stream()
                .skip(before)
                .filter(line -> line.matches("(HEAD|GET) /[^?]*/manifests/.*\\.json(\\?.*)?"))
                .toList();
        assertEquals(2, asked.size(), () -> "to plan, and to submit: " + asked);
        assertTrue(asked.stream().allMatch(line -> line.startsWith("GET ")), asked::toString);
    }

    private void spoil(HttpFault fault, ManifestObject object, int times) {
        String file = object.key().substring(object.key().lastIndexOf('/') + 1);
        proxy.inject(fault, "GET /.*/" + file.replace(".", "\\.") + "(\\?.*)?", times);
    }

    private String failure() throws IOException {
        IOException failed = assertThrows(IOException.class, conversions::convert);
        assertEquals(List.of(), store.keysBelow(conversions.output()));
        assertEquals(List.of(), store.pendingUploads());
        return failed.getMessage();
    }

    private void assertIsWhole(PublishedTable published) throws IOException {
        assertEquals(ROWS, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(published, new VerifyRun(hadoop, 2).verify(conversions.output()));
    }
}
