package io.tracker.testing.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplicaSetOptionsTest {
    private final ReplicaSetOptions options = ReplicaSetOptions.of(Engine.MARIADB);

    @Test
    void namesReplicasAndTheirSource() {
        assertEquals(
                List.of(
                        NodeOptions.primary("primary"),
                        NodeOptions.replica("replica-1", "primary"),
                        NodeOptions.replica("replica-2", "primary")),
                options.withReplicas(2).nodes());
    }

    @Test
    void allowsAChain() {
        ReplicaSetOptions chain = options.withReplicas(1).withNode(NodeOptions.replica("leaf", "replica-1"));
        assertEquals("replica-1", chain.nodes().get(2).source().orElseThrow());
    }

    @Test
    void refusesASourceThatIsNotThereYet() {
        assertMessage(
                "Source of node a is not a node before it: got b",
                () -> options.withNode(NodeOptions.replica("a", "b")));
        assertMessage("got none", () -> options.withNode(NodeOptions.primary("second")));
    }

    @Test
    void refusesOneNameForTwoNodes() {
        assertMessage("used twice: primary", () -> options.withNode(NodeOptions.replica("primary", "primary")));
    }

    @Test
    void refusesNoPrimaryAndNegativeAppliers() {
        assertMessage(
                "First node is not a primary",
                () -> new ReplicaSetOptions(Engine.MYSQL, List.of(), 0, Map.of(), Optional.empty()));
        assertMessage("negative: -1", () -> options.withParallelAppliers(-1));
    }

    @Test
    void refusesANameThatIsNoFolder() {
        assertMessage("got ../x", () -> NodeOptions.primary("../x"));
    }

    private static void assertMessage(String part, Runnable refused) {
        String message =
                assertThrows(IllegalArgumentException.class, refused::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
