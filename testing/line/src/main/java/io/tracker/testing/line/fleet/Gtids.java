package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.Engine;
import java.util.Arrays;

/** Positions as numbers of transactions. */
final class Gtids {
    private Gtids() {}

    /** How many transactions a position has; on MariaDB since the first of each domain. */
    static long transactions(Engine engine, String position) {
        return switch (engine) {
            case MARIADB ->
                Arrays.stream(position.split(","))
                        .mapToLong(gtid -> Long.parseLong(gtid.trim().split("-")[2]))
                        .sum();
            case MYSQL ->
                Arrays.stream(position.split(","))
                        .flatMap(set -> Arrays.stream(set.trim().split(":")).skip(1))
                        .mapToLong(Gtids::length)
                        .sum();
        };
    }

    private static long length(String interval) {
        String[] ends = interval.split("-");
        return Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1;
    }
}
