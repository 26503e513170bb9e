package io.tracker.testing.servers.types;

import io.tracker.testing.servers.Engine;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CHAR, VARCHAR and TEXT in all kinds of character sets, ENUM, SET, and text that is not valid. */
final class TextFamilies {
    private static final String CONTROLS = "_utf8mb4 0x61005C4E09610A620D635C5C1A22275C30";
    private static final String WORLD = "_utf8mb4 0xC3A420E282AC20F09F9880E2808FD7A9CC81EFBBBFEFBFBFF48FBFBF";
    private static final String HIGH_BYTES = everyByteFrom(0x80);

    private TextFamilies() {}

    static List<TypeFamily> all(Engine engine) {
        return List.of(unicode(), wide(), singleByte(), multiByte(), enums(), sets(), invalid(engine));
    }

    private static TypeFamily unicode() {
        return TypeFamily.of(
                "text_unicode",
                text("c", "CHAR(20) CHARACTER SET utf8mb4", "'ends in spaces   '", WORLD),
                text(
                        "v",
                        "VARCHAR(200) CHARACTER SET utf8mb4",
                        CONTROLS,
                        WORLD,
                        "'ends in spaces   '",
                        "'\\t'",
                        "'\\n'"),
                text("bin", "VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", CONTROLS, WORLD),
                text("required", "VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL", CONTROLS, WORLD),
                text("three", "VARCHAR(200) CHARACTER SET utf8mb3", CONTROLS, "_utf8mb4 0xC3A4E282ACEFBFBF"),
                text("ascii", "VARCHAR(200) CHARACTER SET ascii", CONTROLS, "_ascii 0x7F01"),
                text("tiny", "TINYTEXT", CONTROLS, "REPEAT('x', 255)"),
                text("plain", "TEXT", CONTROLS, WORLD),
                text("medium", "MEDIUMTEXT", "REPEAT('\\t\\n\\\\', 30000)", WORLD),
                text("long", "LONGTEXT", "REPEAT(" + WORLD + ", 3000)", CONTROLS));
    }

    private static TypeFamily wide() {
        return TypeFamily.of(
                "text_wide",
                text("u16", "VARCHAR(40) CHARACTER SET utf16", WORLD, CONTROLS, "_utf16 0x005C000A5C0A0900"),
                text("u16_bin", "VARCHAR(40) CHARACTER SET utf16 COLLATE utf16_bin", WORLD, "_utf16 0x000A005C"),
                text("u16le", "VARCHAR(40) CHARACTER SET utf16le", WORLD, CONTROLS, "_utf16le 0x5C000A000A5C"),
                text("u32", "VARCHAR(40) CHARACTER SET utf32", WORLD, CONTROLS, "_utf32 0x00005C0A"),
                text("u2", "VARCHAR(40) CHARACTER SET ucs2", CONTROLS, "_ucs2 0x00E420ACFFFF", "_ucs2 0x5C0A09005C5C"),
                text("u2_text", "TEXT CHARACTER SET ucs2", CONTROLS, "REPEAT(_ucs2 0x005C, 9000)"));
    }

    /** latin1 and a few others with each byte above 7F that their tables have. */
    private static TypeFamily singleByte() {
        return TypeFamily.of(
                "text_bytes",
                text("latin1", "VARCHAR(200) CHARACTER SET latin1", "_latin1 0x" + HIGH_BYTES, CONTROLS),
                text("latin1_char", "CHAR(200) CHARACTER SET latin1", "_latin1 0x81", "_latin1 0x5C81"),
                text("latin1_bin", "VARCHAR(200) CHARACTER SET latin1 COLLATE latin1_bin", "_latin1 0x" + HIGH_BYTES),
                text("latin2", "VARCHAR(200) CHARACTER SET latin2", "_latin2 0x" + HIGH_BYTES, CONTROLS),
                text(
                        "cp1251",
                        "VARCHAR(200) CHARACTER SET cp1251",
                        "_cp1251 0x" + HIGH_BYTES.replace("98", ""),
                        CONTROLS),
                text("koi8r", "VARCHAR(200) CHARACTER SET koi8r", "_koi8r 0x" + HIGH_BYTES),
                text("cp850", "VARCHAR(200) CHARACTER SET cp850", "_cp850 0x" + HIGH_BYTES),
                text("dec8", "VARCHAR(20) CHARACTER SET dec8", "_dec8 0xA1E4FF5C"),
                text("hp8", "VARCHAR(20) CHARACTER SET hp8", "_hp8 0xA1B3FE5C"),
                TypeColumn.of("swe7", "VARCHAR(20) CHARACTER SET swe7", "_swe7 0x405B5C5D7B7D"),
                text("macroman", "VARCHAR(200) CHARACTER SET macroman", "_macroman 0x808A9FDBF5"));
    }

    private static TypeFamily multiByte() {
        return TypeFamily.of(
                "text_multibyte",
                text("sjis", "VARCHAR(40) CHARACTER SET sjis", "_sjis 0x815F", "_sjis 0x835C5C8341B1", "_sjis 0x5C"),
                text("cp932", "VARCHAR(40) CHARACTER SET cp932", "_cp932 0x815F", "_cp932 0x835C8160FA408754"),
                text("ujis", "VARCHAR(40) CHARACTER SET ujis", "_ujis 0xA4A28EB18FA2B7", "_ujis 0xA1C05C"),
                text("eucjpms", "VARCHAR(40) CHARACTER SET eucjpms", "_eucjpms 0xADB1A1C1", "_eucjpms 0xA4A28EB1"),
                text("euckr", "VARCHAR(40) CHARACTER SET euckr", "_euckr 0xB0A1A1AD", "_euckr 0x8141C652"),
                text("gbk", "VARCHAR(40) CHARACTER SET gbk", "_gbk 0x815CB0A1", "_gbk 0xA1A4"),
                text("gb2312", "VARCHAR(40) CHARACTER SET gb2312", "_gb2312 0xB0A1A1A4"),
                text("big5", "VARCHAR(40) CHARACTER SET big5", "_big5 0xA45CA440", "_big5 0xA145"));
    }

    /** An error value is index 0. It stands beside a legal empty text, and beside a legal 0. */
    private static TypeFamily enums() {
        return new TypeFamily(
                "enums",
                TypeFamily.Mode.LENIENT,
                List.of(
                        TypeColumn.of(
                                "e",
                                "ENUM('a','größe','it''s','b\\\\','tab\\t') CHARACTER SET utf8mb4",
                                "1",
                                "2",
                                "3",
                                "4",
                                "5",
                                "0"),
                        TypeColumn.of("with_empty", "ENUM('x','','y') CHARACTER SET utf8mb4", "2", "0", "1", "3"),
                        TypeColumn.of("wide_empty", "ENUM('x','') CHARACTER SET utf16le", "2", "0", "1"),
                        TypeColumn.of("with_zero", "ENUM('1','0') CHARACTER SET latin1", "1", "2", "0"),
                        TypeColumn.of("required", "ENUM('a','b') NOT NULL", "'b'", "0", "'a'"),
                        TypeColumn.of("latin", "ENUM('ä','€') CHARACTER SET latin1", "1", "2", "0"),
                        TypeColumn.of("many", "ENUM(" + members(300) + ")", "1", "300", "256", "0")));
    }

    /** No member and the empty member print alike. */
    private static TypeFamily sets() {
        return TypeFamily.of(
                "sets",
                TypeColumn.of("s", "SET('p','q\\t','r\\\\') CHARACTER SET utf8mb4", "0", "1", "2", "4", "7", "''"),
                TypeColumn.of("required", "SET('a','b') NOT NULL", "0", "3"),
                TypeColumn.of("latin", "SET('ä','€') CHARACTER SET latin1", "1", "3", "0"),
                TypeColumn.of("with_empty", "SET('','x') CHARACTER SET utf8mb4", "0", "1", "2", "3"),
                TypeColumn.of("ends_empty", "SET('0','4','') NOT NULL", "4", "0", "1", "2", "3", "5", "6", "7"),
                TypeColumn.of("wide_empty", "SET('x','') CHARACTER SET ucs2", "2", "0", "1", "3"),
                TypeColumn.of("little_empty", "SET('x','') CHARACTER SET utf16le", "2", "0", "1", "3"),
                TypeColumn.of("widest", "SET(" + members(64) + ")", "1", "~0", "1 << 63", "0"));
    }

    /** Bytes that a server lets in although they mean no character. The first row is valid. */
    private static TypeFamily invalid(Engine engine) {
        List<TypeColumn> columns = new ArrayList<>(List.of(
                TypeColumn.of("u2", "VARCHAR(9) CHARACTER SET ucs2", "'x'", "_ucs2 0x0061D800", "_ucs2 0xDC000041"),
                TypeColumn.of("sjis", "VARCHAR(9) CHARACTER SET sjis", "'x'", "_sjis 0xFA40", "_sjis 0x61FA40"),
                TypeColumn.of("euckr", "VARCHAR(9) CHARACTER SET euckr", "'x'", "_euckr 0xFEFE"),
                TypeColumn.of("gbk", "VARCHAR(9) CHARACTER SET gbk", "'x'", "_gbk 0xFEFE"),
                TypeColumn.of("big5", "VARCHAR(9) CHARACTER SET big5", "'x'", "_big5 0xF9FE61"),
                TypeColumn.of("greek", "VARCHAR(9) CHARACTER SET greek", "'x'", "_greek 0x61FF")));
        if (engine == Engine.MARIADB) {
            columns.add(TypeColumn.of("ascii", "VARCHAR(9) CHARACTER SET ascii", "'x'", "_ascii 0x61E4"));
            columns.add(TypeColumn.of("u4", "VARCHAR(9) CHARACTER SET utf8mb4", "'x'", "_utf8mb4 0xEDA080"));
            columns.add(TypeColumn.of("u3", "VARCHAR(9) CHARACTER SET utf8mb3", "'x'", "_utf8mb3 0x61EDB080"));
            columns.add(TypeColumn.of("u32", "VARCHAR(9) CHARACTER SET utf32", "'x'", "_utf32 0x0000D800"));
        }
        return TypeFamily.of(TypeMatrix.INVALID_TEXT, columns.toArray(TypeColumn[]::new));
    }

    /** A column that also holds what must not be mixed with NULL, which stands in the last row. */
    private static TypeColumn text(String name, String declaration, String... values) {
        List<String> all = new ArrayList<>(List.of("''", "'\\\\N'", "'N'", "'NULL'", "'0'"));
        all.addAll(List.of(values));
        return new TypeColumn(name, declaration, all);
    }

    static String everyByteFrom(int first) {
        byte[] bytes = new byte[256 - first];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static String members(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "'m" + i + "'").collect(Collectors.joining(","));
    }
}
