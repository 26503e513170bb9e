package io.tracker.jobs.convert;

/** Converts the values of one column of one source schema. Not thread safe: it may keep what it needs between values. */
interface CellConverter {
    /**
     * Converts a value that is not NULL.
     *
     * @return {@link Verdict#OK} after exactly one call to the sink; otherwise what is wrong, and the sink has not been called
     */
    Verdict convert(byte[] data, int start, int length, CellSink sink);
}
