package io.tracker.jobs.convert;

/**
 * Converts geometries from the server's form, an SRID of four bytes (low byte first) and well-known binary, to well-known binary.
 *
 * <p>It is the server's own, with X before Y for every SRID: MySQL's ST_AsWKB may swap them for a geographic one.
 */
final class GeometryCells implements CellConverter {
    private static final int SRID_BYTES = 4;

    /** Byte order and type of the geometry. */
    private static final int LEAST_WKB_BYTES = 5;

    private final Srid srid;

    GeometryCells(Srid srid) {
        this.srid = srid;
    }

    @Override
    public Verdict convert(byte[] data, int start, int length, CellSink sink) {
        if (length < SRID_BYTES + LEAST_WKB_BYTES) {
            return Verdict.MALFORMED;
        }
        int value = (data[start] & 0xFF)
                | ((data[start + 1] & 0xFF) << 8)
                | ((data[start + 2] & 0xFF) << 16)
                | (data[start + 3] << 24);
        if (!srid.admits(value)) {
            return Verdict.OTHER_SRID;
        }
        sink.addBytes(data, start + SRID_BYTES, length - SRID_BYTES);
        return Verdict.OK;
    }
}
