package io.tracker.jobs.report;

import io.tracker.jobs.json.JobDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report as one HTML page that needs nothing beside it: style, script and figures are inside. Names come from servers and are never trusted:
 * the figures are JSON in which no markup can begin, and the script makes text of them, never markup.
 *
 * @param report the figures
 */
public record ReportPage(Report report) {
    private static final List<String> SCRIPTS =
            List.of("elements.js", "words.js", "tables.js", "fleet.js", "sections.js", "page.js");

    /** The page. */
    public byte[] html() {
        StringBuilder scripts = new StringBuilder();
        SCRIPTS.forEach(name -> scripts.append(resource(name)));
        // Each place is filled once, the figures last: what they hold is not looked at again.
        return resource("page.html")
                .replace("/* STYLE */", resource("page.css"))
                .replace("/* SCRIPT */", scripts)
                .replace("FIGURES", json())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String json() {
        return new String(new JobDocuments().writeLine(report), StandardCharsets.UTF_8)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("Part of the page is not in the jar: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
