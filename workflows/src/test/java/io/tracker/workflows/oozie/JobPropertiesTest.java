package io.tracker.workflows.oozie;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracker.testing.line.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped job.properties, the definitions and their page say the same. */
final class JobPropertiesTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-zA-Z]\\w*)}");
    private static final Pattern THAT_MAY_BE_EMPTY = Pattern.compile("\\$\\{wf:conf\\('(\\w+)'\\)}");
    private static final Pattern PARAMETER =
            Pattern.compile("<property>\\s*<name>(\\w+)</name>\\s*(<description>|</property>)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\|");

    /** What Oozie sets in a dataset's address. */
    private static final Set<String> OF_OOZIE = Set.of("YEAR", "MONTH", "DAY");

    @Test
    void everyVariableOfTheWorkflowIsAPropertyOrSetByTheCoordinator() throws IOException {
        Set<String> known = new TreeSet<>(ShippedFolder.properties().keySet());
        known.add("dt");
        assertEquals(Set.of(), without(variables(ShippedFolder.text("workflow.xml")), known));
    }

    @Test
    void everyVariableOfACoordinatorIsAProperty() throws IOException {
        Set<String> known = new TreeSet<>(ShippedFolder.properties().keySet());
        known.addAll(OF_OOZIE);
        for (String coordinator : ShippedFolder.COORDINATORS) {
            assertEquals(Set.of(), without(variables(ShippedFolder.text(coordinator)), known), coordinator);
        }
    }

    @Test
    void aVariableWithoutAPropertyIsSeen() {
        assertEquals(Set.of("rooot"), without(variables("<argument>${rooot}</argument>"), Set.of("root")));
    }

    @Test
    void everyPropertyIsUsed() throws IOException {
        Map<String, String> properties = ShippedFolder.properties();
        Set<String> used = variables(String.join(" ", properties.values()));
        used.addAll(variables(ShippedFolder.text("workflow.xml")));
        for (String coordinator : ShippedFolder.COORDINATORS) {
            used.addAll(variables(ShippedFolder.text(coordinator)));
        }
        used.add("oozie.coord.application.path");
        assertEquals(Set.of(), without(properties.keySet(), used));
    }

    @Test
    void whatMayBeEmptyIsAskedForInAWayThatAnEmptyPropertyAnswers() throws IOException {
        Set<String> empty = ShippedFolder.properties().entrySet().stream()
                .filter(property -> property.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), without(empty, found(THAT_MAY_BE_EMPTY, ShippedFolder.text("workflow.xml"))));
    }

    @Test
    void theWorkflowIsRefusedWithoutAnyOfItsVariables() throws IOException {
        String workflow = ShippedFolder.text("workflow.xml");
        int end = workflow.indexOf("</parameters>");
        assertEquals(found(VARIABLE, workflow), found(PARAMETER, workflow.substring(0, end)));
    }

    @Test
    void thePageExplainsEachProperty() throws IOException {
        assertEquals(new TreeSet<>(ShippedFolder.properties().keySet()), found(ROW, section("## Properties")));
    }

    @Test
    void thePageExplainsEachKillNode() throws IOException {
        Set<String> nodes = found(Pattern.compile("<kill name=\"([\\w-]+)\">"), ShippedFolder.text("workflow.xml"));
        assertEquals(nodes, found(ROW, section("## When a day is killed")));
    }

    private static String section(String title) throws IOException {
        String page = Files.readString(Project.ofThisProcess().root().resolve("docs/oozie.md"));
        int begin = page.indexOf(title);
        return page.substring(begin, page.indexOf("\n## ", begin + 1));
    }

    @Test
    void theDoneFlagIsTheObjectThatTheFormatNames() throws IOException {
        String format = Files.readString(Project.ofThisProcess().root().resolve("docs/format.md"));
        Set<String> objects = found(Pattern.compile("(?m)^(days/dt=\\S+/complete\\.json) "), format);
        assertEquals(Set.of("days/dt=2026-11-20/<replica-set>/complete.json"), objects);
        String coordinator = ShippedFolder.text("coordinator.xml");
        Set<String> places = found(Pattern.compile("<uri-template>\\$\\{root}/(.*)</uri-template>"), coordinator);
        assertEquals(Set.of("days/dt=${YEAR}-${MONTH}-${DAY}/${replicaSet}"), places);
        assertEquals(
                Set.of("complete.json", "_SUCCESS"),
                found(Pattern.compile("<done-flag>(.*)</done-flag>"), coordinator));
    }

    private static Set<String> variables(String text) {
        Set<String> variables = found(VARIABLE, text);
        variables.addAll(found(THAT_MAY_BE_EMPTY, text));
        return variables;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> known) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(known);
        return rest;
    }
}
