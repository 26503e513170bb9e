package io.tracker.agent.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of which dataset a schema is a slice: what the first group of {@code shard.pattern} captures.
 *
 * @param pattern has a group
 */
public record ShardPattern(Pattern pattern) {
    public ShardPattern {
        if (pattern.matcher("").groupCount() < 1) {
            throw new IllegalArgumentException("Shard pattern has no group: " + pattern);
        }
    }

    /** The dataset of a schema: the captured text where the whole name matches, else the name. */
    public String dataset(String schema) {
        Matcher matcher = pattern.matcher(schema);
        if (!matcher.matches()) {
            return schema;
        }
        String captured = matcher.group(1);
        return captured == null || captured.isEmpty() ? schema : captured;
    }
}
