package io.tracker.testing.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration files of a cluster on loopback, with ports of its own. Their folder comes first on the class path.
 *
 * @param folder where the files are
 * @param hdfs the default file system
 */
record HadoopSettings(Path folder, String hdfs, Map<String, Map<String, String>> files, Map<String, Integer> web) {
    private static final String LOG = """
            log4j.rootLogger=WARN,A
            log4j.appender.A=org.apache.log4j.ConsoleAppender
            log4j.appender.A.target=System.err
            log4j.appender.A.layout=org.apache.log4j.PatternLayout
            log4j.appender.A.layout.ConversionPattern=%d %p %c{1} %m%n
            """;

    static HadoopSettings below(Path work, Path libraries) throws IOException {
        String hdfs = "hdfs://127.0.0.1:" + FreePort.pick();
        Map<String, Integer> web = Map.of(
                "yarn.resourcemanager.webapp.address", FreePort.pick(),
                "dfs.namenode.http-address", FreePort.pick(),
                "mapreduce.jobhistory.webapp.address", FreePort.pick());
        Map<String, String> core = new TreeMap<>(Map.of(
                "fs.defaultFS", hdfs, "hadoop.tmp.dir", work.resolve("tmp").toString()));
        Map<String, String> dfs = new TreeMap<>(Map.of(
                "dfs.namenode.name.dir",
                "file://" + work.resolve("name"),
                "dfs.datanode.data.dir",
                "file://" + work.resolve("data"),
                "dfs.replication",
                "1",
                "dfs.permissions.enabled",
                "false",
                "dfs.namenode.safemode.extension",
                "0",
                "dfs.datanode.address",
                port(),
                "dfs.datanode.http.address",
                port(),
                "dfs.datanode.ipc.address",
                port(),
                "dfs.namenode.http-address",
                port(web, "dfs.namenode.http-address")));
        Map<String, String> yarn = new TreeMap<>(Map.ofEntries(
                Map.entry("yarn.resourcemanager.address", port()),
                Map.entry("yarn.resourcemanager.scheduler.address", port()),
                Map.entry("yarn.resourcemanager.resource-tracker.address", port()),
                Map.entry("yarn.resourcemanager.admin.address", port()),
                Map.entry("yarn.resourcemanager.webapp.address", port(web, "yarn.resourcemanager.webapp.address")),
                Map.entry(
                        "yarn.resourcemanager.scheduler.class",
                        "org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler"),
                Map.entry("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", "100"),
                Map.entry("yarn.nodemanager.address", port()),
                Map.entry("yarn.nodemanager.localizer.address", port()),
                Map.entry("yarn.nodemanager.webapp.address", port()),
                Map.entry("yarn.nodemanager.hostname", "127.0.0.1"),
                Map.entry("yarn.nodemanager.aux-services", "mapreduce_shuffle"),
                Map.entry("mapreduce.shuffle.port", Integer.toString(FreePort.pick())),
                Map.entry("yarn.nodemanager.local-dirs", work.resolve("local").toString()),
                Map.entry(
                        "yarn.nodemanager.log-dirs", work.resolve("containers").toString()),
                Map.entry("yarn.nodemanager.delete.debug-delay-sec", "3600"),
                Map.entry("yarn.nodemanager.resource.memory-mb", "4096"),
                Map.entry("yarn.nodemanager.resource.cpu-vcores", "4"),
                Map.entry("yarn.nodemanager.vmem-check-enabled", "false"),
                Map.entry("yarn.nodemanager.pmem-check-enabled", "false"),
                Map.entry("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99"),
                Map.entry("yarn.scheduler.minimum-allocation-mb", "128"),
                Map.entry("yarn.application.classpath", libraries + "/*")));
        Map<String, String> mapred = new TreeMap<>(Map.ofEntries(
                Map.entry("mapreduce.framework.name", "yarn"),
                Map.entry("mapreduce.application.classpath", ""),
                Map.entry("mapreduce.jobhistory.address", port()),
                Map.entry("mapreduce.jobhistory.admin.address", port()),
                Map.entry("mapreduce.jobhistory.webapp.address", port(web, "mapreduce.jobhistory.webapp.address")),
                Map.entry("yarn.app.mapreduce.am.staging-dir", "/staging"),
                Map.entry("mapreduce.map.memory.mb", "512"),
                Map.entry("mapreduce.map.java.opts", "-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
                Map.entry("yarn.app.mapreduce.am.resource.mb", "768"),
                Map.entry("yarn.app.mapreduce.am.command-opts", "-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")));
        return new HadoopSettings(
                work.resolve("conf"),
                hdfs,
                Map.of("core-site", core, "hdfs-site", dfs, "yarn-site", yarn, "mapred-site", mapred),
                web);
    }

    void write() throws IOException {
        // The web servers of HDFS do not start without folders for their pages.
        for (String pages : List.of("hdfs", "datanode", "static")) {
            Files.createDirectories(folder.resolve("webapps").resolve(pages));
        }
        for (Map.Entry<String, Map<String, String>> file : files.entrySet()) {
            StringBuilder xml = new StringBuilder("<configuration>\n");
            file.getValue().forEach((key, value) -> xml.append("<property><name>")
                    .append(key)
                    .append("</name><value>")
                    .append(value)
                    .append("</value></property>\n"));
            Files.writeString(
                    folder.resolve(file.getKey() + ".xml"), xml.append("</configuration>\n"), StandardCharsets.UTF_8);
        }
        Files.writeString(folder.resolve("log4j.properties"), LOG);
    }

    URI resourceManager(String path) {
        return web("yarn.resourcemanager.webapp.address", path);
    }

    URI nameNode(String path) {
        return web("dfs.namenode.http-address", path);
    }

    URI historyServer(String path) {
        return web("mapreduce.jobhistory.webapp.address", path);
    }

    private URI web(String key, String path) {
        return URI.create("http://127.0.0.1:" + web.get(key) + path);
    }

    private static String port() throws IOException {
        return "127.0.0.1:" + FreePort.pick();
    }

    private static String port(Map<String, Integer> web, String key) {
        return "127.0.0.1:" + web.get(key);
    }
}
