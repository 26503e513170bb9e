package io.tracker.jobs.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemporalTextTest {
    private final TemporalText text = new TemporalText();

    @Test
    void countsEveryDayOfTenThousandYears() {
        LocalDate last = LocalDate.of(9999, 12, 31);
        for (LocalDate day = LocalDate.of(0, 1, 1); !day.isAfter(last); day = day.plusDays(1)) {
            byte[] data = bytes("x" + day + "x");
            if (text.date(data, 1, 10) != Verdict.OK || text.value() != day.toEpochDay()) {
                throw new AssertionError(day + " is " + text.value());
            }
            day = day.plusDays(day.getDayOfMonth() < 27 ? 5 : 0);
        }
    }

    @Test
    void countsMicroseconds() {
        Random random = new Random(20261120);
        LocalDateTime epoch = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
        for (int i = 0; i < 3_000; i++) {
            LocalDateTime time = LocalDateTime.of(1000 + random.nextInt(9000), 1, 1, 0, 0)
                    .plusDays(random.nextInt(365))
                    .plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
            int digits = random.nextInt(7);
            time = digits == 0 ? time.truncatedTo(ChronoUnit.SECONDS) : truncate(time, digits);
            String fraction = digits == 0
                    ? ""
                    : "."
                            + String.format(Locale.ROOT, "%06d", time.get(ChronoField.MICRO_OF_SECOND))
                                    .substring(0, digits);
            String printed = String.format(
                    Locale.ROOT,
                    "%04d-%02d-%02d %02d:%02d:%02d%s",
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    time.getHour(),
                    time.getMinute(),
                    time.getSecond(),
                    fraction);
            byte[] data = bytes(printed);
            assertEquals(Verdict.OK, text.dateTime(data, 0, data.length), printed);
            assertEquals(ChronoUnit.MICROS.between(epoch, time), text.value(), printed);
        }
    }

    @Test
    void tellsDaysThatNoCalendarHas() {
        for (String day : List.of(
                "0000-00-00",
                "2026-00-00",
                "2026-02-00",
                "2026-00-15",
                "2026-02-29",
                "2026-02-31",
                "1900-02-29",
                "2026-04-31")) {
            assertEquals(Verdict.NOT_A_DATE, text.date(bytes(day), 0, 10), day);
            assertEquals(Verdict.NOT_A_DATE, text.dateTime(bytes(day + " 12:34:56.5"), 0, 21), day);
        }
    }

    @Test
    void refusesWhatTheServerNeverSends() {
        for (String day :
                List.of("", "2026-1-01", "2026/01/01", "2026-13-01", "2026-01-32", "2026-01-0a", "20260101")) {
            assertEquals(Verdict.MALFORMED, text.date(bytes(day), 0, day.length()), day);
        }
        for (String time : List.of(
                "2026-01-01",
                "2026-01-01T00:00:00",
                "2026-01-01 24:00:00",
                "2026-01-01 00:60:00",
                "2026-01-01 00:00:60",
                "2026-01-01 00:00:00.",
                "2026-01-01 00:00:00.1234567",
                "2026-01-01 00:00:00,5",
                "2026-01-01 00:00:0")) {
            assertEquals(Verdict.MALFORMED, text.dateTime(bytes(time), 0, time.length()), time);
        }
        for (String time : List.of("", "-", "1:00:00", "00:00", "00:60:00", "00:00:00.", "0000:00:00", "--00:00:00")) {
            assertEquals(Verdict.MALFORMED, text.time(bytes(time), 0, time.length()), time);
        }
        assertEquals(Verdict.OUT_OF_RANGE, text.time(bytes("839:00:00"), 0, 9));
    }

    private static LocalDateTime truncate(LocalDateTime time, int digits) {
        int unit = (int) Math.pow(10, 9 - digits);
        return time.with(ChronoField.NANO_OF_SECOND, (long) time.get(ChronoField.NANO_OF_SECOND) / unit * unit);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
