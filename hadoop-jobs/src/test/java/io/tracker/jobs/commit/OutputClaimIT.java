package io.tracker.jobs.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.testing.servers.HttpFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims on outputs of a real S3 server: what decides between two runs is its conditional write. */
@Timeout(120)
class OutputClaimIT extends OutputClaimContract {
    @RegisterExtension
    static final StoreInTest STORE = new StoreInTest();

    @Override
    Path folder(String name) {
        return STORE.path(name);
    }

    @Override
    Configuration hadoop() {
        return STORE.hadoop();
    }

    @Test
    void knowsItsOwnFileAgainWhenTheReplyWasLost() throws IOException {
        Path file = STORE.faultyPath("lost/once");
        int before = STORE.proxy().injected();
        STORE.proxy().inject(HttpFault.dropReply(), "PUT /faulty/lost/once.*", 1);

        assertTrue(CreateOnce.create(file, "mine".getBytes(StandardCharsets.UTF_8), STORE.hadoop()));
        assertFalse(CreateOnce.create(file, "yours".getBytes(StandardCharsets.UTF_8), STORE.hadoop()));

        assertEquals(before + 1, STORE.proxy().injected());
    }
}
