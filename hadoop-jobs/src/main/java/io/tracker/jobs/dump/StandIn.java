package io.tracker.jobs.dump;

import io.tracker.jobs.convert.Lookalikes;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.MySqlType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is written before the text of an ENUM or SET, so that LOAD DATA does not take it for another value that prints alike. */
enum StandIn {
    /** Nothing: the text is as good as the column has any. */
    NONE("", ""),
    /** The empty text becomes one that an ENUM without such a member takes for its index. */
    INDEX_NOUGHT("0", "0"),
    /** A list begins with the empty member; the list of it alone has it twice. */
    COMMA(",", "comma");

    private final String before;
    private final String word;

    StandIn(String before, String word) {
        this.before = before;
        this.word = word;
    }

    /** The one for a column of the dump. */
    static StandIn of(Lookalikes.Meaning meaning, CapturedColumn target) {
        MySqlType type = target.type().type();
        boolean hasEmptyMember = target.type().hasEmptyMember();
        return switch (meaning) {
            case ITSELF -> NONE;
            case ENUM_ERROR -> type == MySqlType.ENUM && hasEmptyMember ? INDEX_NOUGHT : NONE;
            case EMPTY_MEMBER -> type == MySqlType.SET && hasEmptyMember ? COMMA : NONE;
        };
    }

    /** Whether the column would take it for a member. */
    boolean isAMemberOf(CapturedColumn target) {
        return this != NONE && target.type().members().contains(before);
    }

    /** Itself and a text, in the character set of the text. */
    byte[] and(byte[] data, int start, int length, CapturedColumn source) {
        byte[] first = before.getBytes(charset(source.charset().orElse("")));
        byte[] whole = Arrays.copyOf(first, first.length + length);
        System.arraycopy(data, start, whole, first.length, length);
        return whole;
    }

    /** What the ledger says of it. */
    String word(Lookalikes.Meaning meaning) {
        return this == NONE ? meaning.asPrinted() : word;
    }

    private static Charset charset(String name) {
        return switch (name) {
            case "ucs2", "utf16" -> StandardCharsets.UTF_16BE;
            case "utf16le" -> StandardCharsets.UTF_16LE;
            case "utf32" -> Charset.forName("UTF-32BE");
            default -> StandardCharsets.US_ASCII;
        };
    }
}
