package io.tracker.jobs.text;

import java.util.Locale;

/** Numbers of things, as people say them. */
public final class Counted {
    private Counted() {}

    /** {@code 1 row}, {@code 1,234 rows}. */
    public static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
