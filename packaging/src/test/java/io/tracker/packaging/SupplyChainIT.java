package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bills of materials in the packages name what is in them, no more and no less, and the document's figures are theirs. */
final class SupplyChainIT {
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");
    private static final Path ROOT = Path.of(System.getProperty("tracker.root"));

    @TempDir
    private static Path folder;

    private static Path agent;
    private static Path jobs;

    @BeforeAll
    static void unpack() throws Exception {
        agent = Tarball.unpack("-agent.tar.gz", folder);
        jobs = Tarball.unpack("-jobs.tar.gz", folder);
    }

    @Test
    void theAgentsBillNamesEachJarOfItsPackage() throws Exception {
        assertEquals(jars(agent, "lib", "host-agent"), jars(bill(agent)));
        ScratchRoot root = ScratchRoot.install(folder.resolve("root"));
        assertEquals(-1, Files.mismatch(agent.resolve("sbom.json"), root.at("/usr/share/doc/tracker-agent/sbom.json")));
    }

    @Test
    void theJobsBillNamesEachJarOfTheirTarball() throws Exception {
        Set<String> there = jars(jobs, "lib", "hadoop-jobs");
        there.addAll(jars(jobs, "client", "hadoop-jobs"));
        assertEquals(there, jars(bill(jobs)));
    }

    @Test
    void everyLibraryHasALicenceAndASum() throws Exception {
        for (Path unpacked : List.of(agent, jobs)) {
            for (JsonNode library : bill(unpacked)) {
                assertFalse(licences(library).isEmpty(), library::toPrettyString);
                assertTrue(library.path("hashes").toString().contains("SHA-256"), library::toPrettyString);
            }
        }
    }

    @Test
    void theDocumentCountsTheLicencesOfBothPackages() throws Exception {
        Map<String, String> counted = new TreeMap<>();
        Map<String, Long> inAgent = counts(agent);
        Map<String, Long> inJobs = counts(jobs);
        Stream.concat(inAgent.keySet().stream(), inJobs.keySet().stream())
                .forEach(name ->
                        counted.put(name, inAgent.getOrDefault(name, 0L) + " | " + inJobs.getOrDefault(name, 0L)));
        String document = Files.readString(ROOT.resolve("docs/supply-chain.md"));
        String table = document.substring(document.indexOf("| licence |"), document.indexOf("Connector/J is under"));
        Map<String, String> stated = Pattern.compile("(?m)^\\| (.+?) \\| (\\d+ \\| \\d+) \\|$")
                .matcher(table)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, b) -> a, TreeMap::new));
        assertEquals(counted, stated, "docs/supply-chain.md, expected what the bills say");
        List<String> libraries = Pattern.compile("(?m)^\\| (?:agent|jobs).* \\| (\\d+) \\| .*MB")
                .matcher(document)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertEquals(List.of(total(inAgent), total(inJobs)), libraries, "libraries of docs/supply-chain.md");
    }

    @Test
    void jarsHoldNothingOfTheMachineThatBuiltThem() throws Exception {
        Set<LocalDateTime> times = new HashSet<>();
        for (Path jar : List.of(
                agent.resolve("lib/host-agent-0.1.0.jar"),
                jobs.resolve("lib/hadoop-jobs-0.1.0.jar"),
                jobs.resolve("tracker-jobs-job.jar"))) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .filter(entry -> !entry.getName().startsWith("lib/"))
                        .forEach(entry -> times.add(entry.getTimeLocal()));
                String manifest =
                        file.getManifest().getMainAttributes().entrySet().toString();
                assertFalse(manifest.contains(System.getProperty("user.name")), manifest);
                assertFalse(manifest.contains(ROOT.toString()), manifest);
            }
        }
        assertEquals(1, times.size(), times::toString);
    }

    private static List<JsonNode> bill(Path unpacked) throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(unpacked.resolve("sbom.json").toFile());
        assertEquals("CycloneDX", root.path("bomFormat").asText());
        List<JsonNode> libraries = new ArrayList<>();
        root.path("components").forEach(libraries::add);
        return libraries;
    }

    private static Set<String> jars(List<JsonNode> bill) {
        Set<String> jars = new TreeSet<>();
        for (JsonNode library : bill) {
            String classifier = CLASSIFIER
                    .matcher(library.path("purl").asText())
                    .results()
                    .map(found -> "-" + found.group(1))
                    .collect(Collectors.joining());
            jars.add(library.path("name").asText() + "-"
                    + library.path("version").asText() + classifier + ".jar");
        }
        return jars;
    }

    private static Set<String> jars(Path unpacked, String lib, String itself) throws IOException {
        try (Stream<Path> files = Files.list(unpacked.resolve(lib))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(itself) && !name.equals("jvm.options"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, Long> counts(Path unpacked) throws IOException {
        return bill(unpacked).stream()
                .filter(library -> !library.path("group").asText().equals("io.tracker"))
                .collect(Collectors.groupingBy(SupplyChainIT::licences, TreeMap::new, Collectors.counting()));
    }

    private static String total(Map<String, Long> counts) {
        return Long.toString(counts.values().stream().mapToLong(Long::longValue).sum());
    }

    private static String licences(JsonNode library) {
        Set<String> names = new TreeSet<>();
        library.path("licenses").forEach(one -> {
            JsonNode licence = one.path("license");
            names.add(one.path("expression")
                    .asText(licence.path("id").asText(licence.path("name").asText())));
        });
        return String.join(" / ", names);
    }
}
