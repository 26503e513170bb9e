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
        return java(jvmOptions, "host-agent", List.of("lib"), "io.tracker.agent.cli.TrackerAgent");
    }

    /** The agent's own jar. */
    Path agentJar() throws IOException {
        return jar(root.resolve("host-agent").resolve("target"), "host-agent");
    }

    /** The jobs' command line, less its arguments; no Hadoop need be installed: its client is bundled. */
    public List<String> jobs(List<String> jvmOptions) throws IOException {
        return java(jvmOptions, "hadoop-jobs", List.of("lib", "client"), "io.tracker.jobs.cli.TrackerJobs");
    }

    /** The command line of a reader that others wrote, less its arguments. */
    public List<String> reader(List<String> jvmOptions, String mainClass) throws IOException {
        return java(jvmOptions, "testing/readers", List.of("lib"), "io.tracker.testing.readers." + mainClass);
    }

    /** The command line of Oozie in a process, less its arguments. */
    public List<String> oozie(List<String> jvmOptions) throws IOException {
        return java(jvmOptions, "testing/oozie", List.of("lib"), "io.tracker.testing.oozie.OozieMain");
    }

    /** The command line of a contestant of the benchmark that runs in a JVM, less its arguments. */
    public List<String> bench(List<String> jvmOptions, String mainClass) throws IOException {
        return java(jvmOptions, "bench", List.of("lib"), "io.tracker.bench.peers." + mainClass);
    }

    private List<String> java(List<String> jvmOptions, String module, List<String> libraries, String mainClass)
            throws IOException {
        Path target = root.resolve(module).resolve("target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        StringBuilder classPath =
                new StringBuilder(jar(target, module.replace('/', '-')).toString());
        libraries.forEach(
                folder -> classPath.append(':').append(target.resolve(folder)).append("/*"));
        command.add(classPath.toString());
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
