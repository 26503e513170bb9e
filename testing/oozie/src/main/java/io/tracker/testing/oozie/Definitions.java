package io.tracker.testing.oozie;

import java.io.BufferedReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.xml.transform.stream.StreamSource;
import org.apache.hadoop.conf.Configuration;
import org.apache.oozie.service.LiteWorkflowStoreService;
import org.apache.oozie.service.SchemaService;
import org.apache.oozie.service.Services;
import org.apache.oozie.util.XConfiguration;
import org.apache.oozie.workflow.lite.LiteWorkflowApp;
import org.apache.oozie.workflow.lite.LiteWorkflowAppParser;

/** What Oozie says of a definition before anything runs. */
final class Definitions {
    private Definitions() {}

    /** Oozie's own schemas alone. */
    static String matchesSchema(String kind, Path file) throws Exception {
        SchemaService.SchemaName name = SchemaService.SchemaName.valueOf(kind);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            Services.get().get(SchemaService.class).getValidator(name).validate(new StreamSource(reader));
        }
        return "matches";
    }

    /** Oozie's own parser of workflows, with the properties of a job; returns how many nodes there are. */
    static String parses(Path file, Path properties) throws Exception {
        LiteWorkflowAppParser parser = new LiteWorkflowAppParser(
                Services.get().get(SchemaService.class).getSchema(SchemaService.SchemaName.WORKFLOW),
                LiteWorkflowStoreService.LiteControlNodeHandler.class,
                LiteWorkflowStoreService.LiteDecisionHandler.class,
                LiteWorkflowStoreService.LiteActionHandler.class);
        try (Reader reader = new StringReader(Files.readString(file))) {
            LiteWorkflowApp app = parser.validateAndParse(reader, configuration(properties));
            return Integer.toString(app.getNodeDefs().size());
        }
    }

    static Configuration configuration(Path properties) throws Exception {
        return new XConfiguration(properties(properties));
    }

    static Properties properties(Path file) throws Exception {
        Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
