package io.tracker.schemas.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The operator's list of what must exist: replica sets and their schemas, each with the days that it is expected for.
 *
 * @param replicaSets each once
 */
public record Fleet(List<ReplicaSet> replicaSets) {
    /**
     * A replica set.
     *
     * @param name the configured name
     * @param from first day that is expected
     * @param until last day that is expected; empty for no end
     * @param schemas its shards; empty to expect what its plan lists
     */
    public record ReplicaSet(String name, LocalDate from, Optional<LocalDate> until, List<Shard> schemas) {
        public ReplicaSet {
            schemas = List.copyOf(schemas);
        }

        /** Whether this replica set is expected for a day. */
        public boolean expects(LocalDate dt) {
            return within(dt, from, until);
        }
    }

    /**
     * A shard of a replica set.
     *
     * @param schema the MySQL schema
     * @param from first day that is expected
     * @param until last day that is expected; empty for no end
     */
    public record Shard(String schema, LocalDate from, Optional<LocalDate> until) {
        /** Whether this shard is expected for a day. */
        public boolean expects(LocalDate dt) {
            return within(dt, from, until);
        }
    }

    public Fleet {
        replicaSets = List.copyOf(replicaSets);
    }

    private static boolean within(LocalDate dt, LocalDate from, Optional<LocalDate> until) {
        return !dt.isBefore(from) && until.map(last -> !dt.isAfter(last)).orElse(true);
    }
}
