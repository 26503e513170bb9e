package io.tracker.jobs.charset;

import java.util.Optional;

/** Which character sets of the server are handled. A set is here only if every code of it comes out as the server's CONVERT has it. */
public final class TextDecoders {
    private TextDecoders() {}

    /**
     * A new decoder.
     *
     * @param charset the server's name of the character set
     * @return empty if it is not handled
     */
    public static Optional<TextDecoder> of(String charset) {
        return builtIn(charset).or(() -> CodeTables.of(charset).map(TableDecoder::new));
    }

    /** Whether it needs no table. */
    static boolean isBuiltIn(String charset) {
        return builtIn(charset).isPresent();
    }

    private static Optional<TextDecoder> builtIn(String charset) {
        return switch (charset) {
            case "utf8mb4" -> Optional.of(new Utf8Decoder(4));
            // utf8 is what servers before 8.0.29 and 10.6 call utf8mb3.
            case "utf8mb3", "utf8" -> Optional.of(new Utf8Decoder(3));
            case "ascii" -> Optional.of(new Utf8Decoder(1));
            case "latin1" -> Optional.of(new Latin1Decoder());
            case "ucs2" -> Optional.of(new WideDecoder(WideDecoder.Form.UCS2));
            case "utf16" -> Optional.of(new WideDecoder(WideDecoder.Form.UTF16));
            case "utf16le" -> Optional.of(new WideDecoder(WideDecoder.Form.UTF16LE));
            case "utf32" -> Optional.of(new WideDecoder(WideDecoder.Form.UTF32));
            default -> Optional.empty();
        };
    }

    /** Whether values of the character set are UTF-8 as they are. */
    public static boolean isUtf8(String charset) {
        return switch (charset) {
            case "utf8mb4", "utf8mb3", "utf8", "ascii" -> true;
            default -> false;
        };
    }
}
