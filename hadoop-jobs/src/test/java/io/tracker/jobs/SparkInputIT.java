package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.SampleBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/cluster.md that reads a backup by Spark, compiled and run as it stands there. */
@Timeout(180)
class SparkInputIT {
    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(import .*?)```");
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void readsEveryRowOfABackupBySpark() throws Exception {
        SampleBackup backup = new SampleBackup(
                new org.apache.hadoop.fs.Path("file://" + folder + "/lake"), Conversions.hadoopIn(folder));
        backup.publishInOrder(SampleBackup.table("rs1", "pins_0001"), 700, 2);
        backup.publishInOrder(SampleBackup.table("rs1", "pins_0002"), 300, 1);
        backup.complete("rs1");
        Matcher program = PROGRAM.matcher(Files.readString(root().resolve("docs/cluster.md")));
        assertTrue(program.find(), "docs/cluster.md has no program");
        Path source = Files.writeString(folder.resolve("CountNotes.java"), program.group(1));

        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath(), "-d", folder.toString(), source.toString()));
        assertEquals("1000 rows, 0 without a note, 1 partitions", run());
    }

    private String run() throws IOException, InterruptedException {
        Path log = folder.resolve("spark.log");
        Path answer = folder.resolve("answer.txt");
        Process spark = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dspark.master=local[1]",
                        "-Dspark.ui.enabled=false",
                        "-Dspark.driver.bindAddress=127.0.0.1",
                        "-Dspark.driver.host=127.0.0.1",
                        "-cp",
                        folder + ":" + classPath(),
                        "CountNotes",
                        "file://" + folder + "/lake")
                .directory(folder.toFile())
                .redirectError(log.toFile())
                .redirectOutput(answer.toFile())
                .start();
        try {
            assertTrue(spark.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "Spark takes too long");
            assertEquals(0, spark.exitValue(), Files.readString(log));
        } finally {
            spark.destroyForcibly();
        }
        return Files.readString(answer).strip();
    }

    /** Spark's own libraries come first. */
    private static String classPath() {
        Path readers = root().resolve("testing/readers/target");
        Path jobs = root().resolve("hadoop-jobs/target");
        return Stream.of(
                        readers.resolve("testing-readers-0.1.0.jar"),
                        readers.resolve("lib/*"),
                        jobs.resolve("classes"),
                        jobs.resolve("lib/*"))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }

    private static Path root() {
        return Path.of(System.getProperty("tracker.root"));
    }
}
