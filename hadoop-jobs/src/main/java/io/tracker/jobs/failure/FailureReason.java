package io.tracker.jobs.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line of a failure that people need, taken from what Hadoop keeps of it: a stack trace as text. */
public final class FailureReason {
    private static final Pattern EXCEPTION = Pattern.compile("(?m)(?:^|[ (])((?:[a-z0-9_]+\\.)+[A-Za-z0-9_$]+): (.+)$");

    private FailureReason() {}

    /** The message of the first exception that a text names; its first line when it names none. */
    public static String of(String diagnostics) {
        Matcher exception = EXCEPTION.matcher(diagnostics);
        if (exception.find()) {
            return exception.group(2).strip();
        }
        String text = diagnostics.strip();
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
