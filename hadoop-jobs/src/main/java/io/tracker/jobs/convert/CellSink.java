package io.tracker.jobs.convert;

/** Takes one column's value of each row, by exactly one call. What it is given of arrays is copied or used up before it returns. */
public interface CellSink {
    void addNull();

    void addBoolean(boolean value);

    /** An INT32, a DATE's days, or the unscaled value of a decimal of up to 9 digits. */
    void addInt32(int value);

    /** An INT64, a timestamp's microseconds, or the unscaled value of a decimal of up to 18 digits. */
    void addInt64(long value);

    void addFloat(float value);

    void addDouble(double value);

    /** Bytes of text or of none, or a wide decimal's two's complement, high byte first. */
    void addBytes(byte[] data, int start, int length);
}
