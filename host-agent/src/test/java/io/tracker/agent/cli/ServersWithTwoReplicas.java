package io.tracker.agent.cli;

import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSet;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.S3Server;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A primary with two replicas, seeded data, and an S3 server, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServersWithTwoReplicas {
    private static final double SCALE = 0.05;

    private final Engine engine;

    @TempDir
    Path folder;

    ReplicaSet set;
    S3Server s3;
    SeededData data;
    private int hosts;

    ServersWithTwoReplicas(Engine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void start() throws IOException, SQLException, InterruptedException {
        Engines.require(engine, Assumptions::abort);
        set = ReplicaSet.start(ReplicaSetOptions.of(engine).withReplicas(2));
        s3 = S3Server.start();
        s3.createBucket("lake");
        data = SeededData.of(7, SCALE);
        data.load(set.primary());
        set.waitUntilCaughtUp(Duration.ofMinutes(1));
    }

    @AfterAll
    void stop() throws IOException {
        if (s3 != null) {
            s3.close();
        }
        if (set != null) {
            set.close();
        }
    }

    /** An agent of its own host, at one of the nodes. */
    AgentHost agent(Node node, String prefix) throws IOException {
        hosts++;
        return new AgentHost(folder.resolve("host-" + hosts), set, node, s3, prefix);
    }
}
