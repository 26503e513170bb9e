package io.tracker.jobs.cli;

import io.tracker.jobs.json.JobDocuments;
import java.nio.charset.StandardCharsets;

/** What {@code --json} prints of one thing. */
final class JsonLine {
    private JsonLine() {}

    static String of(Object thing) {
        return new String(new JobDocuments().writeLine(thing), StandardCharsets.UTF_8) + "\n";
    }
}
