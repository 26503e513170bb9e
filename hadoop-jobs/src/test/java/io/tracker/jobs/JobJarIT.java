package io.tracker.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the job jar ships. */
class JobJarIT {
    private static final Pattern LIBRARY = Pattern.compile("lib/(.+?)-([0-9].*)\\.jar");

    /** Versions by the library's name. */
    private final Map<String, Set<String>> libraries = new TreeMap<>();

    @BeforeEach
    void list() throws IOException {
        Path jar = Path.of(System.getProperty("tracker.root"), "hadoop-jobs/target/tracker-jobs-0.1.0-job.jar");
        try (JarFile entries = new JarFile(jar.toFile())) {
            for (String name : entries.stream().map(ZipEntry::getName).toList()) {
                Matcher library = LIBRARY.matcher(name);
                if (library.matches()) {
                    libraries
                            .computeIfAbsent(library.group(1), key -> new TreeSet<>())
                            .add(library.group(2));
                }
            }
        }
    }

    @Test
    void hasEachLibraryInOneVersion() {
        assertTrue(libraries.containsKey("s3"), libraries::toString);
        libraries.forEach((name, versions) -> assertEquals(1, versions.size(), name + " " + versions));
        for (String family :
                List.of("netty-[^n].*", "jackson-(core|databind|datatype.*)", "parquet-.*", "httpcore5.*")) {
            Set<String> versions = new TreeSet<>();
            libraries.forEach((name, of) -> {
                if (name.matches(family)) {
                    versions.addAll(of);
                }
            });
            assertEquals(1, versions.size(), family + " " + versions);
        }
    }

    @Test
    void leavesLoggingAndAvroToHadoopAndTestsAtHome() {
        for (String name : libraries.keySet()) {
            assertTrue(
                    !name.matches(
                            "slf4j.*|avro|junit.*|mrunit|duckdb.*|mockito.*|hive-.*|trino-.*|spark-.*|hadoop-common"),
                    name);
        }
    }
}
