package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads objects below one root of a store; keys are relative to it. */
public interface Lake {
    /**
     * An object.
     *
     * @param key relative to the root
     * @param bytes its size
     */
    record Entry(String key, long bytes) {}

    /** All objects whose keys begin with a prefix, in key order. */
    List<Entry> list(String prefix) throws IOException;

    /** An object's bytes from its begin; the caller closes it. */
    InputStream open(String key) throws IOException;

    /** A whole object. */
    default byte[] read(String key) throws IOException {
        try (InputStream bytes = open(key)) {
            return bytes.readAllBytes();
        }
    }
}
