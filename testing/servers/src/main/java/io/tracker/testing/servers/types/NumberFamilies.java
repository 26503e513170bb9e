package io.tracker.testing.servers.types;

import java.util.List;
import java.util.stream.IntStream;

/** Integers, FLOAT and DOUBLE, DECIMAL, BIT. */
final class NumberFamilies {
    private static final String NINES_35 = "9".repeat(35);

    private NumberFamilies() {}

    static List<TypeFamily> all() {
        return List.of(integers(), reals(), decimals(), bits());
    }

    private static TypeFamily integers() {
        return TypeFamily.of(
                "integers",
                TypeColumn.of("tiny", "TINYINT", "-128", "127", "0", "1", "-1"),
                TypeColumn.of("tiny_unsigned", "TINYINT UNSIGNED", "0", "255"),
                TypeColumn.of("flag", "BOOLEAN NOT NULL", "0", "1", "-128", "127"),
                TypeColumn.of("small", "SMALLINT", "-32768", "32767"),
                TypeColumn.of("small_unsigned", "SMALLINT UNSIGNED", "0", "65535"),
                TypeColumn.of("medium", "MEDIUMINT", "-8388608", "8388607"),
                TypeColumn.of("medium_unsigned", "MEDIUMINT UNSIGNED", "0", "16777215"),
                TypeColumn.of("plain", "INT", "-2147483648", "2147483647", "0"),
                TypeColumn.of("plain_unsigned", "INT UNSIGNED", "0", "4294967295", "2147483648"),
                TypeColumn.of("zerofill", "INT(10) UNSIGNED ZEROFILL", "42", "4294967295", "0"),
                TypeColumn.of("big", "BIGINT", "-9223372036854775808", "9223372036854775807", "0", "-1"),
                TypeColumn.of(
                        "big_unsigned",
                        "BIGINT UNSIGNED NOT NULL",
                        "0",
                        "18446744073709551615",
                        "9223372036854775808",
                        "9223372036854775807"),
                TypeColumn.of("big_zerofill", "BIGINT(20) UNSIGNED ZEROFILL", "7", "18446744073709551615"));
    }

    private static TypeFamily reals() {
        return TypeFamily.of(
                "reals",
                TypeColumn.of(
                        "f",
                        "FLOAT",
                        "0.1",
                        "16777216",
                        "16777215",
                        "3.4028234663852886e38",
                        "-3.4028234663852886e38",
                        "1.1754943508222875e-38",
                        "-0.0e0",
                        "0",
                        "-1e-5",
                        "1.1e20",
                        "123456.789"),
                TypeColumn.of("f_unsigned", "FLOAT UNSIGNED", "0", "0.3", "8388608.5"),
                TypeColumn.of("f_scaled", "FLOAT(7,3)", "1234.567", "-0.001", "9999.999", "0", "-0.0e0", "16.777"),
                TypeColumn.of(
                        "d",
                        "DOUBLE",
                        "0.1",
                        "1.7976931348623157e308",
                        "-1.7976931348623157e308",
                        "2.2250738585072014e-308",
                        "1e22",
                        "123456789012345680",
                        "-0.0e0",
                        "0",
                        "1e-5",
                        "9007199254740993",
                        "4.35"),
                TypeColumn.of("d_scaled", "DOUBLE(10,2)", "12345678.9", "-0.01", "0", "-0.0e0"));
    }

    private static TypeFamily decimals() {
        return TypeFamily.of(
                "decimals",
                TypeColumn.of("d1_0", "DECIMAL(1,0)", "9", "-9", "0"),
                TypeColumn.of("d9_2", "DECIMAL(9,2)", "-9999999.99", "9999999.99", "0", "0.01", "-0.01"),
                TypeColumn.of("d9_9", "DECIMAL(9,9)", "0.999999999", "-0.000000001"),
                TypeColumn.of("d10_0", "DECIMAL(10,0)", "9999999999", "-9999999999"),
                TypeColumn.of("d18_4", "DECIMAL(18,4)", "99999999999999.9999", "-99999999999999.9999"),
                TypeColumn.of("d18_18", "DECIMAL(18,18)", "0.999999999999999999", "-0.000000000000000001"),
                TypeColumn.of("d19_0", "DECIMAL(19,0)", "9999999999999999999", "-9223372036854775809"),
                TypeColumn.of("d20_0", "DECIMAL(20,0) UNSIGNED", "99999999999999999999", "0"),
                TypeColumn.of("d30_30", "DECIMAL(30,30)", "0." + "9".repeat(30), "-0." + "0".repeat(29) + "1"),
                TypeColumn.of(
                        "d38_10",
                        "DECIMAL(38,10)",
                        "9".repeat(28) + "." + "9".repeat(10),
                        "-" + "9".repeat(28) + "." + "9".repeat(10),
                        "0",
                        "-170141183460469231.0"),
                TypeColumn.of("d39_0", "DECIMAL(39,0)", "9".repeat(39), "-" + "9".repeat(39), "0"),
                TypeColumn.of("d65_0", "DECIMAL(65,0)", "9".repeat(65), "-" + "9".repeat(65), "0"),
                TypeColumn.of(
                        "d65_30",
                        "DECIMAL(65,30)",
                        NINES_35 + "." + "9".repeat(30),
                        "-" + NINES_35 + "." + "9".repeat(30),
                        "0." + "0".repeat(29) + "1",
                        "-0." + "0".repeat(29) + "1",
                        "0"));
    }

    /** Every width from 1 to 64 bits. */
    private static TypeFamily bits() {
        return TypeFamily.of(
                "bits",
                IntStream.rangeClosed(1, Long.SIZE)
                        .mapToObj(width -> TypeColumn.of(
                                "b" + width,
                                "BIT(" + width + ")",
                                "b'0'",
                                "b'1'",
                                "b'" + "1".repeat(width) + "'",
                                "b'1" + "0".repeat(width - 1) + "'",
                                "b'" + "0101110001011100".repeat(4).substring(Long.SIZE - width) + "'"))
                        .toArray(TypeColumn[]::new));
    }
}
