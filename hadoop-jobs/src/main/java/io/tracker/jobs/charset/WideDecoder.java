package io.tracker.jobs.charset;

/** ucs2, utf16, utf16le and utf32: code units of two or four bytes. Half of a surrogate pair alone is not valid. */
final class WideDecoder implements TextDecoder {
    private final Form form;
    private final Utf8Buffer buffer = new Utf8Buffer();

    /** How units make characters. */
    enum Form {
        /** Two bytes, high first; each unit is a character. */
        UCS2(2),
        /** Two bytes, high first; surrogate pairs are characters. */
        UTF16(2),
        /** Two bytes, low first; surrogate pairs are characters. */
        UTF16LE(2),
        /** Four bytes, high first. */
        UTF32(4);

        private final int unit;

        Form(int unit) {
            this.unit = unit;
        }
    }

    WideDecoder(Form form) {
        this.form = form;
    }

    @Override
    public boolean decode(byte[] data, int start, int length) {
        if (length % form.unit != 0) {
            return false;
        }
        // Two bytes of UTF-16 become at most three of UTF-8.
        buffer.begin(length * 3L / 2);
        int end = start + length;
        int position = start;
        while (position < end) {
            int unit = unit(data, position);
            position += form.unit;
            if (unit >= 0xD800 && unit <= 0xDBFF && (form == Form.UTF16 || form == Form.UTF16LE)) {
                int low = position < end ? unit(data, position) : 0;
                if (low < 0xDC00 || low > 0xDFFF) {
                    return false;
                }
                position += form.unit;
                unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            }
            if ((unit >= 0xD800 && unit <= 0xDFFF) || unit < 0 || unit > Character.MAX_CODE_POINT) {
                return false;
            }
            buffer.append(unit);
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return buffer.bytes();
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int length() {
        return buffer.length();
    }

    private int unit(byte[] data, int at) {
        return switch (form) {
            case UCS2, UTF16 -> ((data[at] & 0xFF) << 8) | (data[at + 1] & 0xFF);
            case UTF16LE -> ((data[at + 1] & 0xFF) << 8) | (data[at] & 0xFF);
            case UTF32 ->
                ((data[at] & 0xFF) << 24)
                        | ((data[at + 1] & 0xFF) << 16)
                        | ((data[at + 2] & 0xFF) << 8)
                        | (data[at + 3] & 0xFF);
        };
    }
}
