package io.tracker.testing.line.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The jobs as an operator runs them where no Hadoop is installed: a process with the bundled client and its local runner. */
public final class JobsHost {
    private final Project project;
    private final Path folder;
    private final List<String> jvmOptions;
    private int runs;

    private JobsHost(Project project, Path folder, List<String> jvmOptions) {
        this.project = project;
        this.folder = folder;
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Writes the settings of the store.
     *
     * @param folder holds settings, temporary files and logs
     */
    public static JobsHost install(Project project, Path folder, StoreAddress store, List<String> jvmOptions)
            throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        String settings = String.join(
                "\n",
                "fs.s3a.endpoint=" + store.endpoint(),
                "fs.s3a.endpoint.region=us-east-1",
                "fs.s3a.path.style.access=true",
                "fs.s3a.connection.ssl.enabled=false",
                "fs.s3a.access.key=" + store.accessKey(),
                "fs.s3a.secret.key=" + store.secretKey(),
                "hadoop.tmp.dir=" + work,
                "");
        AgentHost.secret(folder.resolve("s3.properties"), settings);
        return new JobsHost(project, folder, jvmOptions);
    }

    /** The settings of the store, for {@code --conf}. */
    public Path config() {
        return folder.resolve("s3.properties");
    }

    /** Starts a command of the jobs with these settings. */
    public ToolRun start(String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(project.jobs(jvmOptions));
        line.add(command);
        line.addAll(Arrays.asList(arguments));
        line.addAll(List.of("--conf", config().toString()));
        runs++;
        Path log = folder.resolve("logs").resolve(command + "-" + runs + ".log");
        return ToolRun.start("tracker-jobs " + command, line, Map.of(), log);
    }
}
