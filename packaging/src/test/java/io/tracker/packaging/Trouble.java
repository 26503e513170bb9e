package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of docs/troubleshooting.md.
 *
 * @param exit of the run
 * @param log what the log says
 * @param alert that fires; empty if none does
 * @param alertAfter how long after the run, if it goes by the run
 * @param status what tracker-jobs status says of the day
 * @param report how the page of tracker-jobs report shows it
 */
record Trouble(int exit, String log, String alert, Optional<Duration> alertAfter, String status, String report) {
    private static final Pattern LINE = Pattern.compile(
            "(?m)^\\| \\*\\*(.+?)\\*\\* \\| (\\d+) \\| `(.+?)` \\| (.+?) \\| `(.+?)` \\| `(.+?)` \\| .+ \\|$");
    private static final Pattern ALERT = Pattern.compile("`(\\w+)`(?: after (\\d+) (minutes|hours))?.*");

    static Trouble of(String name) throws IOException {
        Path document = Path.of(System.getProperty("tracker.root"), "docs/troubleshooting.md");
        MatchResult line = LINE.matcher(Files.readString(document))
                .results()
                .filter(found -> found.group(1).equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException(document + " has no line of this form: " + name));
        Matcher alert = ALERT.matcher(line.group(4));
        boolean alerts = alert.matches();
        Optional<Duration> after = alerts && alert.group(2) != null
                ? Optional.of(
                        alert.group(3).equals("hours")
                                ? Duration.ofHours(Long.parseLong(alert.group(2)))
                                : Duration.ofMinutes(Long.parseLong(alert.group(2))))
                : Optional.empty();
        return new Trouble(
                Integer.parseInt(line.group(2)),
                line.group(3),
                alerts ? alert.group(1) : "",
                after,
                line.group(5),
                line.group(6));
    }
}
