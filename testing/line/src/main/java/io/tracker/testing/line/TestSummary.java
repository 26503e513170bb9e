package io.tracker.testing.line;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Says what a run of the tests came to, out of Surefire's and Failsafe's reports: a line a module, every test that failed, every test that
 * was skipped with its reason, and as its last line {@code N passed, N failed, N skipped}.
 *
 * <p>It is started from its source, so that it also speaks when nothing compiles, and therefore uses the JDK only. A build that ended before
 * all tests had their turn counts as one failure.
 */
final class TestSummary {
    private static final int MESSAGE_CHARS = 300;
    private static final int LOG_LINES = 15;

    /** What the tests of one kind in one module came to. */
    private static final class Tally {
        private int passed;
        private int failed;
        private int skipped;
        private double seconds;

        private void add(Tally other) {
            passed += other.passed;
            failed += other.failed;
            skipped += other.skipped;
            seconds += other.seconds;
        }
    }

    private final PrintStream out;
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, List<String>> skips = new LinkedHashMap<>();

    private TestSummary(PrintStream out) {
        this.out = out;
    }

    /** Arguments: the project's folder, {@code whole} or {@code broken} as Maven ended, Maven's log. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        TestSummary summary = new TestSummary(out);
        Path root = Path.of(arguments[0]);
        for (Path report : reports(root)) {
            summary.read(root.relativize(report), report.toFile());
        }
        summary.print(arguments[1].equals("whole"), Path.of(arguments[2]));
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 5)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private void read(Path place, File report) throws IOException, ParserConfigurationException, SAXException {
        String path = place.toString().replace('\\', '/');
        String module = path.substring(0, path.indexOf("/target/"));
        String kind = path.contains("/failsafe-reports/") ? "real servers" : "unit";
        Tally tally = tallies.computeIfAbsent(module + "\t" + kind, key -> new Tally());
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report)
                .getDocumentElement();
        tally.seconds += Double.parseDouble(suite.getAttribute("time").replace(",", ""));
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            count((Element) cases.item(i), tally, path);
        }
    }

    private void count(Element test, Tally tally, String report) {
        String className = test.getAttribute("classname");
        String name = className.substring(className.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
        Element skipped = first(test, "skipped");
        Element failed = first(test, "failure") == null ? first(test, "error") : first(test, "failure");
        if (failed != null) {
            tally.failed++;
            String message = failed.hasAttribute("message") ? failed.getAttribute("message") : failed.getTextContent();
            failures.add(name + "\n      " + oneLine(message) + "\n      " + report);
        } else if (skipped != null) {
            tally.skipped++;
            skips.computeIfAbsent(reason(skipped), key -> new ArrayList<>()).add(name);
        } else {
            tally.passed++;
        }
    }

    private void print(boolean whole, Path log) throws IOException {
        Tally all = new Tally();
        out.printf(Locale.ROOT, "%-20s %-14s %7s %7s %8s %9s%n", "Tests", "", "passed", "failed", "skipped", "seconds");
        tallies.forEach((key, tally) -> {
            String[] names = key.split("\t", -1);
            out.printf(
                    Locale.ROOT,
                    "%-20s %-14s %7d %7d %8d %9.1f%n",
                    names[0],
                    names[1],
                    tally.passed,
                    tally.failed,
                    tally.skipped,
                    tally.seconds);
            all.add(tally);
        });
        printSkips(all.skipped);
        if (!failures.isEmpty()) {
            out.println();
            out.println("FAILED: " + failures.size());
            failures.forEach(failure -> out.println("    " + failure));
        }
        if (!whole) {
            all.failed++;
            out.println();
            out.println("BROKEN: the build ended early, and counts as one failure. The end of " + log + ":");
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            lines.stream()
                    .filter(line -> line.matches("\\[ERROR\\] +(?!To see|Re-run|For more|\\[Help|After corr|mvn).+"))
                    .limit(LOG_LINES)
                    .forEach(line -> out.println("    " + oneLine(line)));
        }
        out.println();
        out.println(all.passed + " passed, " + all.failed + " failed, " + all.skipped + " skipped");
    }

    private void printSkips(int count) {
        if (count == 0) {
            return;
        }
        out.println();
        out.println("*".repeat(80));
        out.println("SKIPPED: " + count + " tests did not run, so what they hold was NOT shown:");
        skips.forEach((reason, names) -> {
            out.println("  " + reason);
            names.stream().limit(LOG_LINES).forEach(name -> out.println("      " + name));
            if (names.size() > LOG_LINES) {
                out.println("      and " + (names.size() - LOG_LINES) + " more");
            }
        });
        out.println("*".repeat(80));
    }

    private static Element first(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        return found.getLength() == 0 ? null : (Element) found.item(0);
    }

    /** An assumption that failed has its message in the text alone, behind the exception's name and before the stack. */
    private static String reason(Element skipped) {
        String message = oneLine(skipped.getAttribute("message"));
        String first = skipped.getTextContent().strip().lines().findFirst().orElse("");
        String reason = message.isEmpty() ? oneLine(first.replaceFirst("^[A-Za-z0-9_.]+Exception: ", "")) : message;
        return reason.isEmpty() ? "no reason given" : reason;
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\n\\s*", " | ");
        return line.length() <= MESSAGE_CHARS ? line : line.substring(0, MESSAGE_CHARS) + "…";
    }
}
