package io.tracker.jobs.convert;

import io.tracker.jobs.charset.TextDecoder;
import io.tracker.jobs.charset.TextDecoders;
import io.tracker.schemas.types.CapturedColumn;
import java.io.IOException;
import java.util.Optional;

/** Chooses a column's converter, once for each source schema. */
final class CellConverters {
    private CellConverters() {}

    /**
     * The converter from a column as a source declares it to the column's type in the output.
     *
     * @param srid what the column's rows have in common, over all sources
     * @throws IOException if the column's character set is not known
     */
    static CellConverter of(CapturedColumn source, Target target, Srid srid) throws IOException {
        return switch (source.type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> NumberCells.ofText(target);
            case DECIMAL -> target.kind() == Target.Kind.STRING ? NumberCells::copy : NumberCells.ofText(target);
            case BIT -> BitCells.of(target);
            case FLOAT -> target.kind() == Target.Kind.FLOAT ? NumberCells.floats() : NumberCells.doubles();
            case DOUBLE -> NumberCells.doubles();
            case DATE, DATETIME, TIMESTAMP -> TemporalCells.of(source.type().type(), target);
            case TIME -> TemporalCells.times();
            case TEXT, ENUM, SET, JSON -> text(source, target);
            case OTHER_TEXT -> TextCells.of(TextDecoders.of("ascii").orElseThrow(), target);
            case BINARY, OTHER_BINARY -> TextCells::copy;
            case GEOMETRY -> srid.isKept() ? TextCells::copy : new GeometryCells(srid);
        };
    }

    private static CellConverter text(CapturedColumn source, Target target) throws IOException {
        String charset = source.charset().orElse("utf8mb4");
        if (charset.equals("binary")) {
            return TextCells::copy;
        }
        Optional<TextDecoder> decoder = TextDecoders.of(charset);
        if (decoder.isPresent()) {
            return TextCells.of(decoder.get(), target);
        }
        if (target.kind() == Target.Kind.BYTES) {
            return TextCells::copy;
        }
        throw new IOException("Column cannot be converted: " + source.name() + ": charset is not known: " + charset
                + "; HINT: --policy " + source.name() + "=binary keeps the server's bytes");
    }
}
