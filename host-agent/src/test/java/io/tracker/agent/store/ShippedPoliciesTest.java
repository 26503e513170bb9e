package io.tracker.agent.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies under docs/iam are well formed and say what docs/operations.md says of them; no S3 server of the tests enforces them. */
class ShippedPoliciesTest {
    private static final Path DOCS = Path.of(System.getProperty("tracker.root"), "docs");
    private static final String ROOT = "arn:aws:s3:::lake/tracker/";

    @ParameterizedTest
    @ValueSource(strings = {"agent", "janitor", "jobs"})
    void isAPolicyWithOneMeaning(String role) throws IOException {
        JsonNode policy = read("iam/" + role + ".json");
        assertEquals("2012-10-17", policy.path("Version").asText());
        Set<String> names = new TreeSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            assertTrue(names.add(statement.path("Sid").asText()), statement.toString());
            assertTrue(Set.of("Allow", "Deny").contains(statement.path("Effect").asText()), statement.toString());
            for (String action : texts(statement.path("Action"))) {
                assertTrue(action.matches("s3:[A-Za-z]+"), "no wildcards: " + action);
            }
            for (String resource : texts(statement.path("Resource"))) {
                assertTrue(resource.matches("arn:aws:s3:::lake(/.+)?"), resource);
            }
        }
    }

    @Test
    void onlyTheJanitorRemovesBackupsAndOnlyTheAgentWritesThem() throws IOException {
        assertEquals(Set.of(), allowed("agent", "s3:DeleteObject"));
        assertEquals(Set.of("arn:aws:s3:::lake/warehouse/*"), allowed("jobs", "s3:DeleteObject"));
        assertEquals(
                Set.of(ROOT + "data/*", ROOT + "manifests/*", ROOT + "days/*", ROOT + "checks/*"),
                allowed("janitor", "s3:DeleteObject"));
        assertEquals(allowed("janitor", "s3:DeleteObject"), allowed("agent", "s3:PutObject"));
        assertEquals(Set.of(), allowed("janitor", "s3:PutObject"));
        assertEquals(Set.of("arn:aws:s3:::lake/warehouse/*"), allowed("jobs", "s3:PutObject"));
    }

    @Test
    void theAgentsDocumentsAreWrittenWithAConditionOrNotAtAll() throws IOException {
        JsonNode denied = null;
        for (JsonNode statement : read("iam/agent.json").path("Statement")) {
            if (statement.path("Condition").path("Null").has("s3:if-none-match")) {
                denied = statement;
            }
        }
        assertFalse(denied == null, "no statement asks for the condition");
        assertEquals("Deny", denied.path("Effect").asText());
        assertEquals(
                "true",
                denied.path("Condition").path("Null").path("s3:if-none-match").asText());
        assertTrue(texts(denied.path("Resource")).contains(ROOT + "manifests/*"), denied.toString());
        assertFalse(denied.toString().contains("leases"), "signs of life are overwritten");
    }

    @Test
    void aMissingObjectIsAnsweredAsMissing() throws IOException {
        for (String role : Set.of("agent", "janitor", "jobs")) {
            for (JsonNode statement : read("iam/" + role + ".json").path("Statement")) {
                if (texts(statement.path("Action")).contains("s3:ListBucket")) {
                    assertTrue(statement.path("Condition").has("StringLikeIfExists"), role);
                }
            }
        }
    }

    @Test
    void theLifecycleNeverExpiresBackups() throws IOException {
        int rules = 0;
        for (JsonNode rule : read("s3/lifecycle.json").path("Rules")) {
            rules++;
            if (rule.path("Expiration").has("Days")) {
                assertEquals(
                        "tracker/checks/", rule.path("Filter").path("Prefix").asText());
            }
        }
        assertEquals(3, rules);
    }

    private static Set<String> allowed(String role, String action) throws IOException {
        Set<String> resources = new TreeSet<>();
        for (JsonNode statement : read("iam/" + role + ".json").path("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")
                    && texts(statement.path("Action")).contains(action)) {
                resources.addAll(texts(statement.path("Resource")));
            }
        }
        return resources;
    }

    private static Set<String> texts(JsonNode oneOrMany) {
        Set<String> texts = new TreeSet<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static JsonNode read(String file) throws IOException {
        return new ObjectMapper().readTree(DOCS.resolve(file).toFile());
    }
}
