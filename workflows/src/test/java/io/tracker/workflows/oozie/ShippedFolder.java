package io.tracker.workflows.oozie;

import io.tracker.testing.line.tools.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The folder that users deploy. */
final class ShippedFolder {
    static final List<String> COORDINATORS = List.of("coordinator.xml", "coordinator-by-time.xml");

    private ShippedFolder() {}

    static Path path() {
        return Project.ofThisProcess().root().resolve("workflows/oozie");
    }

    static String text(String file) throws IOException {
        return Files.readString(path().resolve(file));
    }

    /** The lines of job.properties, in no order. */
    static Map<String, String> properties() throws IOException {
        Properties read = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(path().resolve("job.properties"))) {
            read.load(reader);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return properties;
    }
}
