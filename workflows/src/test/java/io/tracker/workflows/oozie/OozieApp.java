package io.tracker.workflows.oozie;

import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shipped folder, deployed below a test's own, with the properties of a site that is this machine. */
final class OozieApp {
    /** In the place of a value: the property is left out. */
    static final String ABSENT = "-";

    private final Path folder;
    private final Map<String, String> properties;

    private OozieApp(Path folder, Map<String, String> properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /**
     * Copies it.
     *
     * @param site properties that win over the shipped ones
     */
    static OozieApp deploy(String name, Map<String, String> site) throws IOException {
        Path folder = FreshFolder.at(Project.ofThisProcess().root().resolve("workflows/target/it/" + name));
        Path app = Files.createDirectories(folder.resolve("app"));
        try (Stream<Path> files = Files.list(ShippedFolder.path())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, app.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.writeString(app.resolve("tracker-jobs-job.jar"), "");
        Map<String, String> properties = new TreeMap<>(ShippedFolder.properties());
        properties.put("nameNode", "file://");
        properties.put(
                "appPath",
                app.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", ""));
        properties.put("root", "file://" + folder.resolve("root"));
        properties.put("doneRoot", "${appPath}/done");
        properties.put("wait", "1s");
        properties.put("pause", "0");
        properties.putAll(site);
        return new OozieApp(folder, properties);
    }

    Path folder() {
        return folder;
    }

    /** A deployed file. */
    Path file(String name) {
        return folder.resolve("app").resolve(name);
    }

    /** A copy of a deployed file in which a text has become another one. */
    Path broken(String name, String text, String other) throws IOException {
        String shipped = Files.readString(file(name));
        if (!shipped.contains(text)) {
            throw new IOException("Text to be broken is not there: " + name + " (expected " + text + ")");
        }
        return Files.writeString(
                Files.createTempDirectory(folder, "broken-").resolve(name),
                shipped.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(other)));
    }

    /** The properties of a run of the workflow alone. */
    Path workflow(LocalDate dt, Map<String, String> more) throws IOException {
        Map<String, String> job = new TreeMap<>(properties);
        job.remove("oozie.coord.application.path");
        job.put("oozie.wf.application.path", properties.get("appPath") + "/workflow.xml");
        job.put("dt", dt.toString());
        job.putAll(more);
        return written("workflow.properties", job);
    }

    /** The properties of a coordinator over the actions that start from one moment to another. */
    Path coordinator(Path definition, String start, String end) throws IOException {
        Map<String, String> job = new TreeMap<>(properties);
        job.put("oozie.coord.application.path", "file://" + definition);
        job.put("start", start);
        job.put("end", end);
        return written("coordinator.properties", job);
    }

    private Path written(String name, Map<String, String> job) throws IOException {
        List<String> lines = job.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(ABSENT))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.toList());
        return Files.write(folder.resolve(name), lines);
    }
}
