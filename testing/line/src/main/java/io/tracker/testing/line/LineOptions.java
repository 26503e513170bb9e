package io.tracker.testing.line;

import io.tracker.testing.line.tools.ClassArchive;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.servers.ReplicaSetOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a line is set up.
 *
 * @param servers the replica set
 * @param folder takes configurations, logs and what is fetched
 * @param agentJvm options of the agents' JVMs
 * @param jobsJvm options of the jobs' JVMs
 * @param agentSettings keys of the agents' configuration that win over the line's own
 */
public record LineOptions(
        ReplicaSetOptions servers,
        Path folder,
        List<String> agentJvm,
        List<String> jobsJvm,
        Map<String, String> agentSettings) {
    private static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4");
    private static final List<String> QUICK_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public LineOptions {
        agentJvm = List.copyOf(agentJvm);
        jobsJvm = List.copyOf(jobsJvm);
        agentSettings = Map.copyOf(agentSettings);
    }

    /** Tools with heaps of 256 MB. */
    public static LineOptions of(ReplicaSetOptions servers, Path folder) {
        return new LineOptions(
                servers, folder, SMALL_JVM, SMALL_JVM, Map.of("shard.pattern", "(.+)_[0-9]+", "chunk.rows", "20000"));
    }

    public LineOptions withServers(ReplicaSetOptions other) {
        return new LineOptions(other, folder, agentJvm, jobsJvm, agentSettings);
    }

    public LineOptions withAgentSetting(String key, String value) {
        Map<String, String> settings = new HashMap<>(agentSettings);
        settings.put(key, value);
        return new LineOptions(servers, folder, agentJvm, jobsJvm, settings);
    }

    public LineOptions withAgentJvm(String... options) {
        return new LineOptions(servers, folder, List.of(options), jobsJvm, agentSettings);
    }

    /** Agents that start quickly and never run fast: for lines of many short runs. */
    public LineOptions withQuickAgents() throws IOException, InterruptedException {
        return new LineOptions(
                servers, folder, ClassArchive.ofAgent(Project.ofThisProcess(), QUICK_JVM), jobsJvm, agentSettings);
    }

    public LineOptions withJobsJvm(String... options) {
        return new LineOptions(servers, folder, agentJvm, List.of(options), agentSettings);
    }
}
