package io.tracker.testing.line.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The project that is built in a folder, and the commands that start its tools.
 *
 * @param root the folder of the top pom
 */
public record Project(Path root) {

    /** The folder of system property {@code tracker.root}, or the working folder. */
    public static Project ofThisProcess() {
        return new Project(
                Path.of(System.getProperty("tracker.root", "")).toAbsolutePath().normalize());
    }

    /** The host agent's command line, less its arguments. */
    public List<String> agent(List<String> jvmOptions) throws IOException {
        return java(jvmOptions, "host-agent", "io.tracker.agent.cli.TrackerAgent");
    }

    /** The jobs' command line, less its arguments. */
    public List<String> jobs(List<String> jvmOptions) throws IOException {
        return java(jvmOptions, "hadoop-jobs", "io.tracker.jobs.cli.TrackerJobs");
    }

    private List<String> java(List<String> jvmOptions, String module, String mainClass) throws IOException {
        Path target = root.resolve(module).resolve("target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(jar(target, module) + ":" + target.resolve("lib") + "/*");
        command.add(mainClass);
        return command;
    }

    private static Path jar(Path target, String module) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                List<Path> jars = files.filter(
                                file -> file.getFileName().toString().matches(module + "-\\d+\\.\\d+\\.\\d+\\.jar"))
                        .toList();
                if (jars.size() == 1) {
                    return jars.get(0);
                }
            }
        }
        throw new IOException("Module is not built: " + module + " (expected its jar in " + target
                + "); HINT: mvn package -DskipTests");
    }
}
