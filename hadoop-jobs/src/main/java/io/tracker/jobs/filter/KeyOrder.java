package io.tracker.jobs.filter;

import io.tracker.jobs.charset.TextDecoder;
import io.tracker.jobs.charset.TextDecoders;
import io.tracker.schemas.types.CapturedColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** How values of one key column compare with a value that a person gave. Not thread safe. */
interface KeyOrder {
    /** The sign of a stored value's place relative to a bound. */
    int compare(byte[] data, int start, int length, byte[] bound);

    /**
     * A bound as {@link #compare} takes it.
     *
     * @return empty if the text is no value of the column
     */
    Optional<byte[]> bound(String text);

    /** Whether the server sorts the column's values in this order, so that a backup's rows stand in it. */
    boolean isServers();

    /** The order of a column. */
    static KeyOrder of(CapturedColumn column) {
        return switch (column.type().type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> new OfIntegers();
            case DECIMAL -> new OfNumbers(true);
            case FLOAT, DOUBLE -> new OfNumbers(false);
            // The server's text of them has one width a column.
            case DATE, DATETIME, TIMESTAMP -> new OfBytes(Pattern.compile("[0-9][0-9: .-]*"), true);
            case TIME -> new OfBytes(Pattern.compile("-?[0-9][0-9:.]*"), false);
            case BINARY -> new OfBytes(Pattern.compile("(?s).*"), true);
            case BIT, GEOMETRY, OTHER_BINARY -> new OfBytes(Pattern.compile("(?s).*"), false);
            case OTHER_TEXT -> new OfBytes(Pattern.compile("\\p{ASCII}*"), false);
            case TEXT, ENUM, SET, JSON -> new OfText(column.charset().flatMap(TextDecoders::of));
        };
    }

    private static byte[] bytes(String text) {
        if (text.matches("0x(?:[0-9a-fA-F]{2})*")) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whole numbers of any length, without an object a value. */
    final class OfIntegers implements KeyOrder {
        private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,30}");

        @Override
        public int compare(byte[] data, int start, int length, byte[] bound) {
            boolean negative = length > 0 && data[start] == '-';
            boolean boundNegative = bound.length > 0 && bound[0] == '-';
            int digits = begin(data, start + (negative ? 1 : 0), start + length);
            int boundDigits = begin(bound, boundNegative ? 1 : 0, bound.length);
            int count = start + length - digits;
            int boundCount = bound.length - boundDigits;
            if (count == 0 && boundCount == 0) {
                return 0;
            }
            if (negative != boundNegative) {
                return negative ? -1 : 1;
            }
            int bySize = count != boundCount
                    ? Integer.compare(count, boundCount)
                    : Arrays.compareUnsigned(data, digits, start + length, bound, boundDigits, bound.length);
            return negative ? -bySize : bySize;
        }

        @Override
        public Optional<byte[]> bound(String text) {
            return Optional.of(text).filter(INTEGER.asMatchPredicate()).map(KeyOrder::bytes);
        }

        @Override
        public boolean isServers() {
            return true;
        }

        /** ZEROFILL pads with zeros. */
        private static int begin(byte[] data, int start, int end) {
            int begin = start;
            while (begin < end && data[begin] == '0') {
                begin++;
            }
            return begin;
        }
    }

    /** Numbers with a fraction. */
    record OfNumbers(boolean isServers) implements KeyOrder {
        @Override
        public int compare(byte[] data, int start, int length, byte[] bound) {
            return new BigDecimal(new String(data, start, length, StandardCharsets.US_ASCII))
                    .compareTo(new BigDecimal(new String(bound, StandardCharsets.US_ASCII)));
        }

        @Override
        public Optional<byte[]> bound(String text) {
            try {
                return Optional.of(new BigDecimal(text).toString().getBytes(StandardCharsets.US_ASCII));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Bytes as they are. */
    record OfBytes(Pattern form, boolean isServers) implements KeyOrder {
        @Override
        public int compare(byte[] data, int start, int length, byte[] bound) {
            return Arrays.compareUnsigned(data, start, start + length, bound, 0, bound.length);
        }

        @Override
        public Optional<byte[]> bound(String text) {
            return Optional.of(text).filter(form.asMatchPredicate()).map(KeyOrder::bytes);
        }
    }

    /** Text by its code points, whatever the collation says; the server's bytes where its character set is not handled. */
    record OfText(Optional<TextDecoder> decoder) implements KeyOrder {
        @Override
        public int compare(byte[] data, int start, int length, byte[] bound) {
            if (decoder.isEmpty() || !decoder.get().decode(data, start, length)) {
                return Arrays.compareUnsigned(data, start, start + length, bound, 0, bound.length);
            }
            TextDecoder text = decoder.get();
            return Arrays.compareUnsigned(
                    text.bytes(), text.start(), text.start() + text.length(), bound, 0, bound.length);
        }

        @Override
        public Optional<byte[]> bound(String text) {
            return Optional.of(bytes(text));
        }

        @Override
        public boolean isServers() {
            return false;
        }
    }
}
