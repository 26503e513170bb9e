package io.tracker.jobs.totals;

/**
 * A file of rows in the output.
 *
 * @param name within the output folder
 * @param rows rows in it
 * @param bytes its size
 */
public record OutputFile(String name, long rows, long bytes) {
    public OutputFile {
        if (name.isEmpty() || rows < 0 || bytes < 0) {
            throw new IllegalArgumentException(
                    "Output file is out of bounds (got name " + name + ", rows " + rows + ", bytes " + bytes + ")");
        }
    }
}
