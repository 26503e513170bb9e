package io.tracker.testing.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A Hadoop cluster of one node as separate, unprivileged processes on loopback, with the libraries that Hadoop itself names: NameNode,
 * DataNode, ResourceManager, NodeManager, JobHistoryServer. Closing ends the processes and deletes their files; so does the end of the
 * JVM.
 */
public final class HadoopCluster implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final String CLASS_PATHS = "testing/hadoop/target/hadoop-";

    private final WorkFolder work;
    private final ServerUser user;
    private final String classPath;
    private final HadoopSettings settings;
    private final List<ServerProcess> daemons = new ArrayList<>();
    private final ShutdownHook hook;

    /** How a command ended. */
    public record Ended(int exitCode, String output) {}

    private HadoopCluster(WorkFolder work, Path libraries) throws IOException {
        this.work = work;
        this.user = ServerUser.ofThisProcess();
        this.settings = HadoopSettings.below(work.path(), libraries);
        this.classPath = settings.folder() + ":" + libraries + "/*";
        this.hook = ShutdownHook.closing(this);
    }

    /** Refuses when the module {@code testing/hadoop} has not laid out that version. */
    public static HadoopCluster start(String version) throws IOException, InterruptedException {
        Path libraries = ProjectFolders.root().resolve(CLASS_PATHS + version);
        if (!Files.isDirectory(libraries)) {
            throw new IOException("Hadoop is not there: " + libraries
                    + " is missing\nHINT: mvn package -pl testing/hadoop" + " -Dcluster.version=" + version);
        }
        HadoopCluster cluster = new HadoopCluster(WorkFolder.create(), libraries);
        try {
            cluster.startDaemons();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The default file system of the cluster. */
    public String hdfs() {
        return settings.hdfs();
    }

    /** A folder that the processes may write to, deleted with the cluster. */
    public Path folder(String name) throws IOException {
        Path folder = Files.createDirectories(work.path().resolve(name));
        user.own(folder);
        return folder;
    }

    /** Hands a folder, with all that is in it, to the user of the processes. */
    public void own(Path folder) throws IOException {
        user.own(folder);
    }

    /** Where the containers leave their logs. */
    public Path containerLogs() {
        return work.path().resolve("containers");
    }

    /** Runs {@code hadoop jar}: the jar's main class with the cluster's configuration and class path before the jar's own libraries. */
    public Ended jar(Path jar, List<String> arguments, Duration limit) throws IOException, InterruptedException {
        return jar(classPath, jar, arguments, limit);
    }

    /**
     * As {@link #jar(Path, List, Duration)} with {@code HADOOP_CLASSPATH} and {@code HADOOP_USER_CLASSPATH_FIRST=true}.
     *
     * @param first a folder whose jars come before those of the cluster
     */
    public Ended jarBehind(Path first, Path jar, List<String> arguments, Duration limit)
            throws IOException, InterruptedException {
        user.own(first);
        return jar(first + "/*:" + classPath, jar, arguments, limit);
    }

    private Ended jar(String ownClassPath, Path jar, List<String> arguments, Duration limit)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java("-Xmx400m", ownClassPath, "org.apache.hadoop.util.RunJar"));
        command.add(jar.toString());
        command.addAll(arguments);
        CommandRun run = CommandRun.of(user.command(command), limit);
        return new Ended(run.exitCode(), run.output());
    }

    @Override
    public void close() throws IOException {
        try (work) {
            Collections.reverse(daemons);
            for (ServerProcess daemon : daemons) {
                daemon.stop(STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            daemons.forEach(ServerProcess::killNow);
        } finally {
            hook.forget();
        }
    }

    private void startDaemons() throws IOException, InterruptedException {
        settings.write();
        user.own(work.path());
        List<String> format = new ArrayList<>(java("-Xmx256m", "org.apache.hadoop.hdfs.server.namenode.NameNode"));
        format.addAll(List.of("-format", "-nonInteractive"));
        CommandRun.of(user.command(format), START_LIMIT).outputOfSuccess();
        start("namenode", "org.apache.hadoop.hdfs.server.namenode.NameNode");
        start("datanode", "org.apache.hadoop.hdfs.server.datanode.DataNode");
        start("resourcemanager", "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager");
        start("nodemanager", "org.apache.hadoop.yarn.server.nodemanager.NodeManager");
        start("historyserver", "org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer");
        Map<URI, Predicate<String>> signs = Map.of(
                settings.resourceManager("/ws/v1/cluster/metrics"), text -> text.contains("\"activeNodes\":1"),
                settings.nameNode("/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState"),
                        text -> text.contains("\"NumLiveDataNodes\" : 1"),
                settings.historyServer("/ws/v1/history/info"), text -> text.contains("hadoopVersion"));
        for (Map.Entry<URI, Predicate<String>> sign : signs.entrySet()) {
            await(sign.getKey(), sign.getValue());
        }
    }

    private void start(String name, String mainClass) throws IOException {
        daemons.add(ServerProcess.start(
                user.command(java("-Xmx256m", mainClass)),
                work.path(),
                work.path().resolve(name + ".log")));
    }

    private List<String> java(String heap, String mainClass) {
        return java(heap, classPath, mainClass);
    }

    private static List<String> java(String heap, String classPath, String mainClass) {
        String home = System.getProperty("java.home");
        return List.of(
                "env",
                "JAVA_HOME=" + home,
                home + "/bin/java",
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                // As Hadoop's own scripts do; the web servers of Hadoop 3.4 need it.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath,
                mainClass);
    }

    private void await(URI place, Predicate<String> ready) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        String seen = "no answer";
        while (System.nanoTime() < deadline && daemons.stream().allMatch(ServerProcess::isAlive)) {
            try {
                seen = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                if (ready.test(seen)) {
                    return;
                }
            } catch (IOException e) {
                seen = e.toString();
            }
            Thread.sleep(200);
        }
        throw new IOException("Hadoop does not start: " + place + " says " + seen + "\n" + logs());
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("namenode", "datanode", "resourcemanager", "nodemanager", "historyserver")) {
            Path log = work.path().resolve(name + ".log");
            if (Files.exists(log)) {
                List<String> lines = Files.readAllLines(log);
                lines.subList(Math.max(0, lines.size() - 15), lines.size())
                        .forEach(line ->
                                text.append(name).append(": ").append(line).append('\n'));
            }
        }
        return text.toString();
    }
}
