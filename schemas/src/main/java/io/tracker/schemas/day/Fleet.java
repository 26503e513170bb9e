package io.tracker.schemas.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's list of what must exist: replica sets and their schemas, each with the days that it is expected for.
 *
 * <p>It refuses lists in which a day would be ambiguous: a replica set twice, a shard twice for one day, a last day before the first, a shard
 * whose days are none of its replica set's.
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
            requireOrder("replica set " + name, from, until);
            Map<String, List<Shard>> seen = new HashMap<>();
            for (Shard shard : schemas) {
                if (!overlap(shard.from(), shard.until(), from, until)) {
                    throw new IllegalArgumentException(
                            "Shard " + name + "." + shard.schema() + " is never expected (got "
                                    + days(shard.from(), shard.until()) + ", its replica set is expected "
                                    + days(from, until) + ")");
                }
                for (Shard other : seen.computeIfAbsent(shard.schema(), any -> new ArrayList<>())) {
                    if (overlap(shard.from(), shard.until(), other.from(), other.until())) {
                        throw new IllegalArgumentException("Shard is listed twice for a day: " + name + "."
                                + shard.schema() + " (" + days(other.from(), other.until()) + " and "
                                + days(shard.from(), shard.until()) + ")");
                    }
                }
                seen.get(shard.schema()).add(shard);
            }
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
        public Shard {
            requireOrder("shard " + schema, from, until);
        }

        /** Whether this shard is expected for a day. */
        public boolean expects(LocalDate dt) {
            return within(dt, from, until);
        }
    }

    public Fleet {
        replicaSets = List.copyOf(replicaSets);
        Set<String> names = new HashSet<>();
        for (ReplicaSet set : replicaSets) {
            if (!names.add(set.name())) {
                throw new IllegalArgumentException("Replica set is listed twice: " + set.name());
            }
        }
    }

    /** The replica sets that are expected for a day. */
    public List<ReplicaSet> expected(LocalDate dt) {
        return replicaSets.stream().filter(set -> set.expects(dt)).toList();
    }

    private static boolean within(LocalDate dt, LocalDate from, Optional<LocalDate> until) {
        return !dt.isBefore(from) && until.map(last -> !dt.isAfter(last)).orElse(true);
    }

    private static void requireOrder(String who, LocalDate from, Optional<LocalDate> until) {
        if (until.isPresent() && until.get().isBefore(from)) {
            throw new IllegalArgumentException(
                    "Last day is before the first: " + who + " (got " + days(from, until) + ")");
        }
    }

    private static boolean overlap(
            LocalDate from, Optional<LocalDate> until, LocalDate otherFrom, Optional<LocalDate> otherUntil) {
        return !until.orElse(LocalDate.MAX).isBefore(otherFrom)
                && !otherUntil.orElse(LocalDate.MAX).isBefore(from);
    }

    private static String days(LocalDate from, Optional<LocalDate> until) {
        return "from " + from + until.map(last -> " until " + last).orElse("");
    }
}
