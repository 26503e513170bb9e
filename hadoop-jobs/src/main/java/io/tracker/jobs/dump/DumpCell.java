package io.tracker.jobs.dump;

import io.tracker.jobs.convert.Verdict;

/** Writes the values of one column of one source schema. Not thread safe. */
interface DumpCell {
    /**
     * Adds a value that is not NULL to the line.
     *
     * @return {@link Verdict#OK}; otherwise what is wrong, and the line has not changed
     */
    Verdict add(byte[] data, int start, int length, DumpLine line);
}
