package io.tracker.workflows.airflow;

import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.line.tools.ToolRun;
import io.tracker.testing.servers.FreePort;
import io.tracker.testing.servers.PythonEnvironment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** An Airflow of its own: an exact version, a folder of DAGs, a database in a file, and servers on loopback alone. */
final class Airflow {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final long BETWEEN_LOOKS = 500;

    private final PythonEnvironment python;
    private final Path home;
    private final int port;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private int runs;

    private Airflow(PythonEnvironment python, Path home, int port) {
        this.python = python;
        this.home = home;
        this.port = port;
        environment.put("AIRFLOW_HOME", home.toString());
        environment.put("HOME", home.toString());
        environment.put("PATH", python.programs() + ":" + System.getenv("PATH"));
        set("CORE", "DAGS_FOLDER", dags().toString());
        set("CORE", "LOAD_EXAMPLES", "False");
        set("USAGE_DATA_COLLECTION", "ENABLED", "False");
        set("API", "HOST", "127.0.0.1");
        set("API", "PORT", Integer.toString(port));
        set("API", "WORKERS", "1");
        set("CORE", "EXECUTION_API_SERVER_URL", "http://127.0.0.1:" + port + "/execution/");
        set("API_AUTH", "JWT_SECRET", "a secret of this test, of no use elsewhere, and long enough to sign with");
        set("CORE", "PARALLELISM", "2");
        set("DAG_PROCESSOR", "PARSING_PROCESSES", "1");
        set("SCHEDULER", "SCHEDULER_HEARTBEAT_SEC", "1");
    }

    /** Installs the DAGs as docs/airflow.md says, with this configuration; skips the test, loudly, where pip has no Airflow. */
    static Airflow install(String version, Path home, String configuration) throws IOException, InterruptedException {
        Path requirements = module().resolve("src/test/airflow/requirements-" + version + ".txt");
        Airflow airflow = new Airflow(
                PythonEnvironment.require("airflow", requirements, Assumptions::abort), home, FreePort.pick());
        Files.createDirectories(airflow.dags());
        airflow.program(
                        "cp",
                        "-r",
                        module().resolve("airflow/dags") + "/.",
                        airflow.dags().toString())
                .require(0);
        Files.writeString(airflow.dags().resolve("tracker_nightly.yaml"), configuration);
        airflow.run("db", "migrate").require(0);
        return airflow;
    }

    static Path module() {
        return Project.ofThisProcess().root().resolve("workflows");
    }

    Path dags() {
        return home.resolve("dags");
    }

    /** Runs a command of Airflow to its end. */
    ToolOutcome run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await(LIMIT);
    }

    /** The tests of the DAGs' own parts, in Python. */
    ToolOutcome unitTests() throws IOException, InterruptedException {
        environment.put("PYTHONPATH", module().resolve("airflow/dags").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            return program(
                    python.programs().resolve("python").toString(),
                    "-m",
                    "unittest",
                    "discover",
                    "--start-directory",
                    module().resolve("src/test/airflow").toString());
        } finally {
            environment.remove("PYTHONPATH");
        }
    }

    /** The servers that run what is scheduled; only from Airflow 3 on is a backfill their work. */
    Servers servers() throws IOException, InterruptedException {
        List<ToolRun> started = new ArrayList<>(List.of(start("api-server")));
        Servers servers = new Servers(started);
        try {
            // A task that finds no API has failed, and counts as a try.
            awaitApi(servers);
            started.add(start("dag-processor"));
            started.add(start("scheduler", "--skip-serve-logs"));
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void awaitApi(Servers servers) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline || servers.ended().isPresent()) {
                throw new IOException("Airflow's API does not answer on port " + port + "; its log is in " + home);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What runs until it is closed. */
    record Servers(List<ToolRun> runs) implements AutoCloseable {
        @Override
        public void close() {
            for (ToolRun run : runs) {
                // The scheduler's workers would outlive it.
                List<ProcessHandle> children = ProcessHandle.of(run.pid()).stream()
                        .flatMap(ProcessHandle::descendants)
                        .toList();
                run.close();
                children.forEach(ProcessHandle::destroyForcibly);
            }
        }

        /** The first that has ended, which none should. */
        Optional<ToolRun> ended() throws InterruptedException {
            for (ToolRun run : runs) {
                if (run.endsWithin(Duration.ZERO)) {
                    return Optional.of(run);
                }
            }
            return Optional.empty();
        }
    }

    private ToolRun start(String... arguments) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(python.programs().resolve("airflow").toString()));
        line.addAll(List.of(arguments));
        return begin(String.join("-", List.of(arguments).subList(0, Math.min(2, arguments.length))), line);
    }

    private ToolOutcome program(String... line) throws IOException, InterruptedException {
        return begin(Path.of(line[0]).getFileName().toString(), List.of(line)).await(LIMIT);
    }

    private ToolRun begin(String name, List<String> line) throws IOException {
        runs++;
        return ToolRun.start("airflow " + name, line, environment, home.resolve("logs-" + runs + "-" + name + ".log"));
    }

    private void set(String section, String key, String value) {
        environment.put("AIRFLOW__" + section + "__" + key, value);
    }
}
