package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.fixture.Conversions;
import io.tracker.jobs.fixture.ManyShards;
import io.tracker.jobs.fixture.ParquetFile;
import io.tracker.jobs.fixture.StoreInTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A dataset of thousands of small shards and a few large ones becomes one table, by a driver of a small heap. {@code ./tracker soak --shards N}
 * plans N shards on an S3 server, or, where they are more than that of the tests lists quickly, on the disk, and says how long that took and how
 * much memory.
 */
class ManyShardsIT {
    private static final int SMALL = 5_000;
    private static final int ROWS_OF_SMALL = 30;
    private static final int ON_S3_IN_THE_SUITE = 300;
    /** That server walks over all names for each page of a listing. */
    private static final int MOST_ON_S3 = 20_000;

    private static final int LARGE = 6;
    private static final int ROWS_OF_LARGE = 2_000;
    private static final String HEAP = "-Xmx256m";
    private static final int SHARDS_A_SPLIT = 128;
    private static final String HEAP_OF_SOAK = "-Xmx512m";

    @RegisterExtension
    static final StoreInTest STORE = new StoreInTest();

    @TempDir
    private Path folder;

    private Configuration hadoop;

    @BeforeEach
    void open() {
        hadoop = Conversions.hadoopIn(folder);
    }

    @Test
    @Timeout(300)
    void fiveThousandShardsAndASkewedSetBecomeOneTableOfThePredictedFiles() throws Exception {
        ManyShards shards = new ManyShards(new org.apache.hadoop.fs.Path("file://" + folder + "/lake"), hadoop);
        for (int number = 0; number < SMALL; number++) {
            shards.publish(number, ROWS_OF_SMALL);
        }
        for (int number = 0; number < LARGE; number++) {
            shards.publish(SMALL + number, ROWS_OF_LARGE << number);
        }
        shards.complete();

        Driver driver = Driver.run(folder, HEAP, convert("file://" + folder + "/lake", "--dry-run"));
        assertEquals(0, driver.code(), driver::toString);
        System.out.println("soak: planned shards=" + (SMALL + LARGE) + " seconds="
                + driver.took().toSeconds() + " resident=" + driver.kilobytes() / 1024 + " MB heap=" + HEAP);
        CommandInTest.Ending converted =
                CommandInTest.run(convert("file://" + folder + "/lake", "-Dhadoop.tmp.dir=" + folder.resolve("tmp")));
        assertEquals(0, converted.code(), converted::toString);

        PublishedTable published = OutputFolder.open(
                        new org.apache.hadoop.fs.Path(
                                "file://" + folder + "/warehouse/pins/boards/dt=" + ManyShards.DT),
                        hadoop)
                .published()
                .orElseThrow();
        assertEquals(
                driver.number("  files        ([0-9]+), one a mapper"),
                published.files().size());
        assertEquals(SMALL + LARGE, published.sources().size());
        assertTrue(driver.out().contains("  schemas      2, unified to 3 columns\n"), driver::toString);
        assertEquals(
                List.of(shards.rows() + " " + shards.rows() + " " + shards.sumOfIds() + " " + shards.rowsOfAltered()
                        + " 0"),
                ParquetFile.at(folder.resolve("warehouse/pins/boards/dt=" + ManyShards.DT + "/*.parquet"))
                        .query(
                                "SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) || ' ' || count(born) || ' '"
                                        + " || count(*) FILTER (note IS DISTINCT FROM md5(id::VARCHAR)) FROM file"));
    }

    @Test
    void manyShardsArePlannedInASmallHeap() throws Exception {
        int shards = Integer.getInteger("tracker.shards", ON_S3_IN_THE_SUITE);
        boolean onS3 = shards <= MOST_ON_S3;
        Path bucket = onS3 ? STORE.data() : Files.createDirectories(folder.resolve("lake"));
        String root = onS3 ? "s3a://lake/" : bucket.toUri().toString();
        Path samples = folder.resolve("samples");
        long begin = System.nanoTime();
        ManyShards.writeManifests(bucket, new org.apache.hadoop.fs.Path("file://" + samples), hadoop, shards);
        copy(samples.resolve("days"), bucket.resolve("days"));
        Duration made = Duration.ofNanos(System.nanoTime() - begin);
        Path conf = s3();

        Driver status = Driver.run(
                folder,
                HEAP_OF_SOAK,
                List.of("status", "--root", root, "--dt", ManyShards.DT.toString(), "--conf", conf.toString()));
        assertEquals(0, status.code(), status::toString);
        Driver driver = Driver.run(folder, HEAP_OF_SOAK, convert(root, "--dry-run", "--conf", conf.toString()));
        assertEquals(0, driver.code(), driver::toString);

        assertTrue(status.out().contains(": complete: "), status::toString);
        assertEquals((int) Math.ceil(shards / (double) SHARDS_A_SPLIT), driver.number("  mappers      ([0-9,]+), "), 1);
        System.out.println("soak: planned shards=" + shards + " root=" + root + " made-seconds=" + made.toSeconds()
                + " status-seconds="
                + status.took().toSeconds() + " status-resident=" + status.kilobytes() / 1024 + " MB plan-seconds="
                + driver.took().toSeconds() + " plan-resident=" + driver.kilobytes() / 1024 + " MB heap="
                + HEAP_OF_SOAK
                + "\nsoak: " + String.join("\nsoak: ", driver.out().lines().toList()));
    }

    private List<String> convert(String root, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "convert",
                "--to",
                "parquet",
                "--root",
                root,
                "--warehouse",
                "file://" + folder + "/warehouse",
                "--dt",
                ManyShards.DT.toString(),
                "--dataset",
                ManyShards.DATASET,
                "--table",
                ManyShards.TABLE));
        Collections.addAll(arguments, more);
        return arguments;
    }

    private Path s3() throws IOException {
        STORE.configure(hadoop);
        // The manifests were laid onto the server's disk, where it keeps no ETag of them.
        hadoop.set("fs.s3a.change.detection.version.required", "false");
        Path conf = folder.resolve("s3.xml");
        try (OutputStream stream = Files.newOutputStream(conf)) {
            hadoop.writeXml(stream);
        }
        return conf;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** A run of {@code tracker-jobs} as a process of its own. */
    private record Driver(int code, String out, String err, Duration took, long kilobytes) {
        private static final Pattern MOST_MEMORY = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

        static Driver run(Path folder, String heap, List<String> arguments) throws IOException, InterruptedException {
            Path out = folder.resolve("driver.out");
            Path err = folder.resolve("driver.err");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    TrackerJobs.class.getName()));
            command.addAll(arguments);
            long begin = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            long most = 0;
            try {
                while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    most = Math.max(most, memory(process.pid()));
                }
            } finally {
                process.destroyForcibly();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return new Driver(process.exitValue(), Files.readString(out), Files.readString(err), took, most);
        }

        int number(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(out);
            assertTrue(matcher.find(), this::toString);
            return Integer.parseInt(matcher.group(1).replace(",", ""));
        }

        private static long memory(long pid) {
            try {
                Matcher matcher = MOST_MEMORY.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
                return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
