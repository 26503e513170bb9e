package io.tracker.jobs.convert;

/**
 * Reads DATE, DATETIME, TIMESTAMP and TIME out of the server's ASCII. Used again for each value. Not thread safe.
 *
 * <p>Days count in the proleptic Gregorian calendar, as MySQL counts them. A day that this calendar does not have ({@code 0000-00-00},
 * {@code 2026-02-00}, {@code 2026-02-31}) is {@link Verdict#NOT_A_DATE}.
 */
final class TemporalText {
    private static final int DATE_LENGTH = 10;
    private static final int DATETIME_LENGTH = 19;
    private static final int MOST_HOURS = 838;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS = 1_000_000;
    private static final long SECONDS_A_DAY = 86_400;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private long value;

    /** What was read: days or microseconds. */
    long value() {
        return value;
    }

    /** {@code YYYY-MM-DD}, as days since 1970-01-01. */
    Verdict date(byte[] data, int start, int length) {
        if (length != DATE_LENGTH || data[start + 4] != '-' || data[start + 7] != '-') {
            return Verdict.MALFORMED;
        }
        int year = digits(data, start, 4);
        int month = digits(data, start + 5, 2);
        int day = digits(data, start + 8, 2);
        if (year < 0 || month < 0 || day < 0 || month > 12 || day > 31) {
            return Verdict.MALFORMED;
        }
        if (month == 0 || day == 0 || day > days(year, month)) {
            return Verdict.NOT_A_DATE;
        }
        value = epochDay(year, month, day);
        return Verdict.OK;
    }

    /** {@code YYYY-MM-DD HH:MM:SS[.f]}, as microseconds since 1970-01-01 00:00:00 on the same clock. */
    Verdict dateTime(byte[] data, int start, int length) {
        if (length < DATETIME_LENGTH || data[start + DATE_LENGTH] != ' ') {
            return Verdict.MALFORMED;
        }
        int time = start + DATE_LENGTH + 1;
        int hour = digits(data, time, 2);
        long micros = micros(data, time + 2, start + length);
        if (hour < 0 || hour > 23 || micros < 0) {
            return Verdict.MALFORMED;
        }
        Verdict verdict = date(data, start, DATE_LENGTH);
        if (verdict == Verdict.OK) {
            value = (value * SECONDS_A_DAY + hour * 3600L) * MICROS + micros;
        }
        return verdict;
    }

    /** {@code [-]HH:MM:SS[.f]} with two or three digits of hours, as signed microseconds. */
    Verdict time(byte[] data, int start, int length) {
        boolean negative = length > 0 && data[start] == '-';
        int position = negative ? start + 1 : start;
        int end = start + length;
        int hourDigits = end - position > 3 && data[position + 3] == ':' ? 3 : 2;
        if (end - position < hourDigits) {
            return Verdict.MALFORMED;
        }
        int hours = digits(data, position, hourDigits);
        long micros = micros(data, position + hourDigits, end);
        if (hours < 0 || micros < 0) {
            return Verdict.MALFORMED;
        }
        if (hours > MOST_HOURS) {
            return Verdict.OUT_OF_RANGE;
        }
        long magnitude = hours * 3600L * MICROS + micros;
        value = negative ? -magnitude : magnitude;
        return Verdict.OK;
    }

    /** {@code :MM:SS[.f]}, to the end; -1 if it is not that. */
    private static long micros(byte[] data, int start, int end) {
        if (end - start < 6 || data[start] != ':' || data[start + 3] != ':') {
            return -1;
        }
        int minutes = digits(data, start + 1, 2);
        int seconds = digits(data, start + 4, 2);
        if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
            return -1;
        }
        long micros = (minutes * 60L + seconds) * MICROS;
        int position = start + 6;
        if (position == end) {
            return micros;
        }
        int count = end - position - 1;
        if (data[position] != '.' || count < 1 || count > MICRO_DIGITS) {
            return -1;
        }
        int fraction = digits(data, position + 1, count);
        for (int i = count; i < MICRO_DIGITS; i++) {
            fraction *= 10;
        }
        return fraction < 0 ? -1 : micros + fraction;
    }

    /** So many digits; negative if one of them is none. */
    private static int digits(byte[] data, int start, int count) {
        int number = 0;
        for (int i = start; i < start + count; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /** Counts years from March, so that the leap day is a year's last. */
    private static long epochDay(int year, int month, int day) {
        int shifted = month > 2 ? year : year - 1;
        int era = Math.floorDiv(shifted, 400);
        int ofEra = shifted - era * 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
