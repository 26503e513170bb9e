package io.tracker.testing.servers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a replica set is made of.
 *
 * @param nodes the primary first, then replicas, each after its source
 * @param parallelAppliers appliers of each replica; 0 or more
 * @param serverOptions lines of every server's option file, by name; a node's own lines win
 * @param clock what the servers' clocks show at first, for tests that set them: see {@link ReplicaSet#setClock}
 */
public record ReplicaSetOptions(
        Engine engine,
        List<NodeOptions> nodes,
        int parallelAppliers,
        Map<String, String> serverOptions,
        Optional<Instant> clock) {
    private static final String PRIMARY = "primary";
    private static final int DEFAULT_APPLIERS = 2;

    public ReplicaSetOptions {
        nodes = List.copyOf(nodes);
        serverOptions = Map.copyOf(serverOptions);
        if (parallelAppliers < 0) {
            throw new IllegalArgumentException("Number of parallel appliers is negative: " + parallelAppliers);
        }
        if (nodes.isEmpty() || nodes.get(0).source().isPresent()) {
            throw new IllegalArgumentException("First node is not a primary: " + nodes);
        }
        Set<String> earlier = new HashSet<>();
        for (NodeOptions node : nodes) {
            boolean primary = earlier.isEmpty();
            if (!primary && node.source().filter(earlier::contains).isEmpty()) {
                throw new IllegalArgumentException("Source of node " + node.name() + " is not a node before it: got "
                        + node.source().orElse("none") + ", expected one of " + earlier);
            }
            if (!earlier.add(node.name())) {
                throw new IllegalArgumentException("Node name is used twice: " + node.name());
            }
        }
    }

    /** A node {@code primary} alone. */
    public static ReplicaSetOptions of(Engine engine) {
        return new ReplicaSetOptions(
                engine, List.of(NodeOptions.primary(PRIMARY)), DEFAULT_APPLIERS, Map.of(), Optional.empty());
    }

    /** Adds this many replicas of the primary, named {@code replica-1} and so on. */
    public ReplicaSetOptions withReplicas(int count) {
        ReplicaSetOptions grown = this;
        for (int i = 1; i <= count; i++) {
            grown = grown.withNode(
                    NodeOptions.replica("replica-" + i, nodes.get(0).name()));
        }
        return grown;
    }

    public ReplicaSetOptions withNode(NodeOptions node) {
        List<NodeOptions> grown = new ArrayList<>(nodes);
        grown.add(node);
        return new ReplicaSetOptions(engine, grown, parallelAppliers, serverOptions, clock);
    }

    public ReplicaSetOptions withParallelAppliers(int count) {
        return new ReplicaSetOptions(engine, nodes, count, serverOptions, clock);
    }

    public ReplicaSetOptions withServerOption(String option, String value) {
        Map<String, String> options = new HashMap<>(serverOptions);
        options.put(option, value);
        return new ReplicaSetOptions(engine, nodes, parallelAppliers, options, clock);
    }

    /** Servers whose clock shows this at first, and what a test sets later; needs a library of Debian, see {@link Engines#requireClock}. */
    public ReplicaSetOptions withClock(Instant start) {
        return new ReplicaSetOptions(engine, nodes, parallelAppliers, serverOptions, Optional.of(start));
    }
}
