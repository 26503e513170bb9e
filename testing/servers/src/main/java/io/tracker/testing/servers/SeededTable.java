package io.tracker.testing.servers;

import java.util.SplittableRandom;

/** A table of the seeded data: how it is made, and what stands in each of its rows. */
interface SeededTable {
    String schema();

    String name();

    /** The part of CREATE TABLE behind the table's name. */
    String definition();

    /** The number of rows at scale 1. */
    long rows();

    /**
     * Writes one row. What it writes depends on the arguments alone.
     *
     * @param index from 0; the first rows hold the extreme values
     */
    void write(long index, SplittableRandom random, SqlRow row);

    default String quotedName() {
        return "`" + schema() + "`.`" + name() + "`";
    }
}
