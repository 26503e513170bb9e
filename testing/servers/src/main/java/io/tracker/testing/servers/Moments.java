package io.tracker.testing.servers;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/** Dates and times as literals, all in the ten years before 2026. */
final class Moments {
    private static final LocalDateTime START = LocalDateTime.of(2016, 1, 1, 0, 0);
    private static final int DAYS = 3600;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private Moments() {}

    static String date(SplittableRandom random) {
        return DATE.format(moment(random));
    }

    static String seconds(SplittableRandom random) {
        return SECONDS.format(moment(random));
    }

    static String milliseconds(SplittableRandom random) {
        return MILLISECONDS.format(moment(random));
    }

    static String microseconds(SplittableRandom random) {
        return MICROSECONDS.format(moment(random));
    }

    /** A time of day with microseconds; now and then a duration, as TIME may be. */
    static String time(SplittableRandom random) {
        int hours = Vocabulary.oneIn(10, random) ? random.nextInt(-838, 838) : random.nextInt(24);
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%06d",
                hours,
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000_000));
    }

    private static LocalDateTime moment(SplittableRandom random) {
        return START.plusDays(random.nextInt(DAYS))
                .plusSeconds(random.nextInt(86_400))
                .plusNanos(random.nextInt(1_000_000) * 1000L);
    }
}
