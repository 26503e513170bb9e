package io.tracker.testing.line;

import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Engines;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Lines for tests, each with a folder of its own below {@code target/it}, where logs are left for whoever looks for a cause. */
final class TestLines {
    private TestLines() {}

    /** Skips the test, loudly, where the engine is not to be had. */
    static LineOptions options(Engine engine, String name, int replicas) throws IOException, InterruptedException {
        Engines.require(engine, Assumptions::abort);
        Path folder = FreshFolder.at(
                Project.ofThisProcess().root().resolve("testing/line/target/it/" + name + "-" + engine.key()));
        return LineOptions.of(ReplicaSetOptions.of(engine).withReplicas(replicas), folder)
                .withQuickAgents()
                .withJobsJvm("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }
}
