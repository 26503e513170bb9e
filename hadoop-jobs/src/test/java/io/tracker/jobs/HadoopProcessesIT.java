package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.SampleBackup;
import io.tracker.jobs.fixture.StoreInTest;
import io.tracker.jobs.verify.VerifyRun;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.testing.servers.HadoopCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job jar by {@code hadoop jar}, on daemons in processes of their own with the libraries that Hadoop itself names. */
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HadoopProcessesIT {
    private static final int ROWS = 1500;
    private static final Duration JOB_LIMIT = Duration.ofMinutes(3);
    private static final String BUILT_FOR = "3.5.0";
    private static final String VERSION = System.getProperty("tracker.hadoop", BUILT_FOR);

    @RegisterExtension
    private final StoreInTest store = new StoreInTest();

    private HadoopCluster cluster;
    private Configuration hadoop;

    @BeforeAll
    void start() throws Exception {
        hadoop = store.hadoop();
        cluster = HadoopCluster.start(VERSION);
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void convertsOnS3ByLibrariesOfTheJobJar() throws Exception {
        convertsIn(store.path("processes"));

        Set<String> jars = jarsOfLoadedClasses();
        for (String ours :
                List.of("parquet-hadoop-1.18.1.jar", "parquet-column-1.18.1.jar", "jackson-databind-2.22.1.jar")) {
            String library = ours.replaceFirst("-[0-9.]+jar$", "-[0-9].*");
            assertEquals(
                    List.of(ours),
                    jars.stream().filter(jar -> jar.matches(library)).toList(),
                    jars::toString);
        }
        List<String> decoders = loadedClasses().stream()
                .filter(line ->
                        line.matches(".* org\\.apache\\.avro\\.(file\\.DataFile|io\\.[A-Za-z]*Decoder|generic\\.).*"))
                .toList();
        assertEquals(List.of(), decoders, "a mapper decodes by Avro, which is Hadoop's");
        System.out.println("classes of mappers come from " + jars);
    }

    @Test
    void convertsOnHdfs() throws Exception {
        convertsIn(new Path(cluster.hdfs() + "/tracker"));
    }

    @Test
    void convertsOnFiles() throws Exception {
        convertsIn(new Path("file://" + cluster.folder("files")));
    }

    private void convertsIn(Path place) throws Exception {
        Path root = new Path(place, "lake");
        Path warehouse = new Path(place, "warehouse");
        SampleBackup backup = new SampleBackup(root, hadoop);
        Manifest manifest = backup.publish(SampleBackup.table("rs1", "pins_0001"), 1, ROWS, 2);
        backup.complete("rs1");
        if (place.toUri().getScheme().equals("file")) {
            cluster.own(java.nio.file.Path.of(place.toUri().getPath()));
        }
        List<String> arguments = new ArrayList<>(List.of("convert", "--to", "parquet", "--root", root.toString()));
        arguments.addAll(List.of("--warehouse", warehouse.toString(), "--dt", SampleBackup.DT.toString()));
        arguments.addAll(List.of("--all-tables", "--option", "policy.note=binary"));
        arguments.add("-Dmapreduce.map.java.opts=-Xmx300m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                + " -Xlog:class+load=info:file=<LOG_DIR>/classes.log");
        Configuration own = new Configuration(false);
        store.configure(own);
        own.forEach(setting -> arguments.add("-D" + setting.getKey() + "=" + setting.getValue()));

        HadoopCluster.Ended ended = VERSION.equals(BUILT_FOR)
                ? cluster.jar(jobJar(), arguments, JOB_LIMIT)
                : cluster.jarBehind(librariesOfTheJobJar(), jobJar(), arguments, JOB_LIMIT);

        assertEquals(0, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains("pins.calls dt=2026-11-20: published in "), ended::output);
        Path output = new Path(warehouse, "pins/calls/dt=" + SampleBackup.DT);
        PublishedTable published = DayOutput.open(output, hadoop).published().orElseThrow();
        assertTrue(published.jobId().matches("job_[0-9]{13}_[0-9]{4}"), published.jobId());
        assertEquals(ROWS, published.totals().rowsWritten());
        assertEquals(manifest.totals().digest(), published.totals().rowDigest());
        assertEquals(published, new VerifyRun(hadoop, 1).verify(output));
    }

    /** Names of the jars that mappers have loaded classes from. */
    private Set<String> jarsOfLoadedClasses() throws IOException {
        return loadedClasses().stream()
                .filter(line -> line.endsWith(".jar"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What mappers have loaded, each line with the class and where it came from. */
    private List<String> loadedClasses() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<java.nio.file.Path> logs = Files.walk(cluster.containerLogs())) {
            for (java.nio.file.Path log :
                    logs.filter(path -> path.endsWith("classes.log")).toList()) {
                lines.addAll(Files.readAllLines(log));
            }
        }
        return lines;
    }

    /** Unpacked, as docs/cluster.md says for a Hadoop whose own libraries are too old for the client. */
    private java.nio.file.Path librariesOfTheJobJar() throws IOException {
        java.nio.file.Path folder = cluster.folder("libraries");
        try (ZipFile jar = new ZipFile(jobJar().toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().matches("lib/[^/]+\\.jar")) {
                    java.nio.file.Path library = folder.resolve(entry.getName().substring("lib/".length()));
                    Files.copy(jar.getInputStream(entry), library, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return folder;
    }

    private static java.nio.file.Path jobJar() {
        return java.nio.file.Path.of(
                System.getProperty("tracker.root"), "hadoop-jobs/target/tracker-jobs-0.1.0-job.jar");
    }
}
