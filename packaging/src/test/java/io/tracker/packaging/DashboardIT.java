package io.tracker.packaging;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tracker.testing.servers.Promtool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped dashboard asks what Prometheus understands, of metrics that docs/monitoring.md tells of. */
final class DashboardIT {
    @TempDir
    private Path folder;

    @Test
    void everyPanelAsksForDocumentedMetricsInAWayThatPrometheusUnderstands() throws Exception {
        Path promtool = Promtool.require(Assumptions::abort);
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("src/monitoring/tracker-dashboard.json").toFile());
        String documented = Files.readString(Path.of("../docs/monitoring.md"));
        List<String> rules = new ArrayList<>(List.of("groups:", "- name: dashboard", "  rules:"));
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                String expression = target.get("expr").asText();
                rules.add("  - record: panel:" + rules.size());
                rules.add("    expr: '" + expression + "'");
                List<String> names = Pattern.compile("tracker_agent_([a-z_]+)")
                        .matcher(expression)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertFalse(names.isEmpty(), expression);
                names.forEach(name -> assertTrue(documented.contains("`" + name), name));
            }
        }
        assertTrue(rules.size() > 20, rules.toString());
        Path file = folder.resolve("dashboard.yml");
        Files.write(file, rules);
        Program.of(promtool, "check", "rules", file).run().require(0);
    }
}
