package io.tracker.testing.servers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One server of a replica set.
 *
 * @param name lower-case letters, digits and hyphens
 * @param source the name of the node that this one replicates from; none for the primary
 * @param serverOptions lines of the server's option file, by name; they win over all defaults
 */
public record NodeOptions(String name, Optional<String> source, Map<String, String> serverOptions) {

    public NodeOptions {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException(
                    "Node name is not usable: got " + name + ", expected lower-case letters, digits and hyphens");
        }
        serverOptions = Map.copyOf(serverOptions);
    }

    public static NodeOptions primary(String name) {
        return new NodeOptions(name, Optional.empty(), Map.of());
    }

    public static NodeOptions replica(String name, String source) {
        return new NodeOptions(name, Optional.of(source), Map.of());
    }

    public NodeOptions withServerOption(String option, String value) {
        Map<String, String> options = new HashMap<>(serverOptions);
        options.put(option, value);
        return new NodeOptions(name, source, options);
    }
}
