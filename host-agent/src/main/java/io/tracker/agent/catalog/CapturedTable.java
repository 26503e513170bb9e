package io.tracker.agent.catalog;

import io.tracker.agent.server.TableShape;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as it was captured.
 *
 * @param shape its schema and key
 * @param facts what the server knows beside
 */
public record CapturedTable(TableShape shape, Facts facts) {
    /**
     * What the server knows of a table beside its schema.
     *
     * @param createTime {@code CREATE_TIME} in UTC, which MariaDB moves with every ALTER; empty if the server does not tell
     * @param estimatedRows the server's guess
     * @param expressions of generated columns, by the columns' names
     */
    public record Facts(Optional<String> createTime, long estimatedRows, Map<String, String> expressions) {
        public Facts {
            expressions = Map.copyOf(expressions);
            Objects.requireNonNull(createTime, "createTime");
        }
    }

    public CapturedTable {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(facts, "facts");
    }
}
