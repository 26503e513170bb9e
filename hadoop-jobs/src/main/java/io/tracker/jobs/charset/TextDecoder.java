package io.tracker.jobs.charset;

/**
 * Makes UTF-8 of values in one character set of the server, exactly as the server itself would.
 *
 * <p>One object serves all values of a column; its result is valid until the next call. Not thread safe.
 */
public interface TextDecoder {
    /**
     * Decodes a value.
     *
     * @return false if the bytes are not valid in the character set; the result then means nothing
     */
    boolean decode(byte[] data, int start, int length);

    /** The array that holds the last value's UTF-8: the value's own where that is UTF-8 already. */
    byte[] bytes();

    /** Where in {@link #bytes} it begins. */
    int start();

    /** How many bytes it has. */
    int length();
}
