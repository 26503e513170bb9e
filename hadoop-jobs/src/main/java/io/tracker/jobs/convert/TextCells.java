package io.tracker.jobs.convert;

import io.tracker.jobs.charset.TextDecoder;

/** Converters of text and bytes. */
final class TextCells {
    private TextCells() {}

    /** Text: decoded, or where the output holds bytes, checked and passed on as the server sent it. */
    static CellConverter of(TextDecoder decoder, Target target) {
        if (target.kind() == Target.Kind.BYTES) {
            return (data, start, length, sink) ->
                    decoder.decode(data, start, length) ? copy(data, start, length, sink) : Verdict.INVALID_BYTES;
        }
        return (data, start, length, sink) -> {
            if (!decoder.decode(data, start, length)) {
                return Verdict.INVALID_BYTES;
            }
            sink.addBytes(decoder.bytes(), decoder.start(), decoder.length());
            return Verdict.OK;
        };
    }

    /** Bytes as the server sent them. */
    static Verdict copy(byte[] data, int start, int length, CellSink sink) {
        sink.addBytes(data, start, length);
        return Verdict.OK;
    }
}
