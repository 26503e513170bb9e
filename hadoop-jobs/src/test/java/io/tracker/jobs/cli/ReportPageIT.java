package io.tracker.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.fixture.FleetSample;
import io.tracker.testing.servers.Chromium;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a browser makes of the report of a fleet's days. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageIT {
    private static final int WIDTH = 1300;
    private static final int HEIGHT = 1700;

    private Chromium chromium;
    private Path folder;
    private Path page;

    @BeforeAll
    void report(@TempDir Path temporary) throws Exception {
        chromium = Chromium.require(Assumptions::abort);
        folder = temporary;
        page = folder.resolve("report.html");
        FleetSample.write(folder);
        CommandInTest.run(
                        "convert",
                        List.of("--to", "parquet", "--root", "file://" + folder + "/lake"),
                        "--warehouse",
                        "file://" + folder + "/warehouse",
                        "--dataset",
                        "crm",
                        "--table",
                        "people",
                        "--allow-missing",
                        "--policy",
                        "born=null",
                        "-Dhadoop.tmp.dir=" + folder.resolve("tmp"))
                .with(0);
        CommandInTest.run(
                        "report",
                        List.of("--root", "file://" + folder + "/lake", "--out", page.toString()),
                        "--warehouse",
                        "file://" + folder + "/warehouse",
                        "--from",
                        FleetSample.FROM.toString())
                .with(0);
    }

    @Test
    void showsTheFleetByDay() throws Exception {
        String dom = rendered("");

        assertEquals(
                List.of(
                        "crm: none none none none none none none complete",
                        "pins-a: complete complete complete complete complete complete complete complete",
                        "pins-b: complete complete complete complete late complete partial complete",
                        "retired: complete complete complete complete none none none none",
                        "social: complete complete complete complete complete missing complete partial",
                        "stray: none none none none none none unexpected none"),
                fleet(dom));
        assertTrue(rendered("set=social&day=2026-11-18").contains("<li>no agent has planned the day</li>"));
    }

    @Test
    void sortsAndFiltersByTheAddress() throws Exception {
        assertEquals(
                List.of("social.posts", "pins.pins", "pins.users", "pins.boards", FleetSample.HOSTILE, "crm.people"),
                first(rows(rendered("day=2026-11-20"), "tables-table")),
                "by bytes, and of the chosen day alone");
        assertEquals(
                List.of(FleetSample.HOSTILE, "crm.people", "pins.boards", "pins.users", "pins.pins", "social.posts"),
                first(rows(rendered("tables=rows:asc"), "tables-table")));
        assertEquals(
                List.of("pins.boards"), first(rows(rendered("tables=rows:asc&filter=pins+board"), "tables-table")));
        assertTrue(rendered("filter=nothing-like-it").contains("Nothing fits the filter."));
    }

    @Test
    void showsTheFirstRowsOfALongTableAndAllWhenAsked() throws Exception {
        String dom = rendered("");

        assertEquals(25, rows(dom, "evidence-table").size());
        assertTrue(dom.contains(">Show all 29</button>"));
        assertEquals(29, rows(rendered("all=evidence"), "evidence-table").size());
    }

    @Test
    void sortsByAClickAndFiltersByTypingAndKeepsBothInTheAddress() throws Exception {
        Path clicked = folder.resolve("clicked.html");
        Files.writeString(clicked, Files.readString(page).replace("</body>", """
                <script>
                const rows = () => document.querySelector('#tables-table th:nth-child(3) button');
                rows().focus();
                rows().click();
                rows().click();
                const stayed = document.activeElement === rows();
                const filter = document.getElementById('filter');
                filter.value = 'pins';
                filter.dispatchEvent(new Event('input'));
                document.title = location.hash + ' ' + stayed;
                </script>
                </body>"""));

        String dom = chromium.render(new Chromium.View(clicked, "", Chromium.Theme.LIGHT))
                .dom();

        assertTrue(dom.contains("<title>#tables=rows%3Aasc&amp;day=2026-11-20&amp;filter=pins true</title>"), dom);
        assertEquals(List.of("pins.boards", "pins.users", "pins.pins"), first(rows(dom, "tables-table")));
    }

    @Test
    void tellsTheHostThatWasSlowBesideItsOwnHistory() throws Exception {
        List<List<String>> hosts = rows(rendered("hosts=share:asc"), "hosts-table");

        assertEquals(
                "pins-a pins-a-2 slow 40.0 MB/s its own 100.0 MB/s 40 %",
                String.join(" ", hosts.get(0).subList(0, 7)));
        assertEquals(
                1, hosts.stream().filter(host -> host.get(2).equals("slow")).count(), hosts::toString);
    }

    @Test
    void showsGrowthCoercedValuesSchemaChangesAndEvidence() throws Exception {
        String dom = rendered("tables=table:asc");

        List<String> boards = rows(dom, "tables-table").stream()
                .filter(row -> row.get(0).equals("pins.boards"))
                .findFirst()
                .orElseThrow();
        assertEquals("pins.boards 2 128,000 +28.0 % 12.8 MB +28.0 % 4.3 MB", String.join(" ", boards.subList(0, 7)));
        assertEquals(
                "2026-11-20 crm.people born zero-date null 2",
                String.join(" ", rows(dom, "coerced-table").get(0).subList(0, 6)));
        assertEquals(
                "2026-11-18 pins.boards added color varchar(20) of utf8mb4, null 2 of 2",
                String.join(" ", rows(dom, "changes-table").get(0)));
        assertTrue(dom.contains("<dd><code>pins-a-1:3306</code></dd>"), "what the proof saw");
    }

    @Test
    void showsHostileNamesAsTextAndAsksForNothing() throws Exception {
        Chromium.Rendered rendered = chromium.render(view("day=2026-11-20", Chromium.Theme.LIGHT));

        assertEquals(List.of(), rendered.console());
        assertTrue(
                rows(rendered.dom(), "tables-table").stream()
                        .anyMatch(row -> row.get(0).equals(FleetSample.HOSTILE)),
                "the name itself");
        assertFalse(rendered.dom().contains("<img"), "nothing was made of it");
        String source = Files.readString(page);
        assertFalse(
                Pattern.compile("https?:|//[a-z]+\\.|@import|url\\(")
                        .matcher(source)
                        .find(),
                "no address");
        assertEquals(2, source.split("</script>", -1).length - 1, "the page's own scripts alone end");
    }

    @Test
    void isLightOrDarkAsTheReaderIs() throws Exception {
        BufferedImage light = drawn(Chromium.Theme.LIGHT);
        BufferedImage dark = drawn(Chromium.Theme.DARK);

        assertNotEquals(brightness(light) > 128, brightness(dark) > 128);
        assertTrue(brightness(light) > 200 && brightness(dark) < 60, brightness(light) + " and " + brightness(dark));
    }

    private BufferedImage drawn(Chromium.Theme theme) throws Exception {
        Path png = folder.resolve(theme + ".png");
        chromium.draw(view("day=2026-11-20&set=social", theme), WIDTH, HEIGHT, png);
        return ImageIO.read(png.toFile());
    }

    /** Of the corner at the bottom, where nothing stands but the page. */
    private static int brightness(BufferedImage image) {
        int pixel = image.getRGB(2, image.getHeight() - 2);
        return ((pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255)) / 3;
    }

    private String rendered(String fragment) throws Exception {
        return chromium.render(view(fragment, Chromium.Theme.LIGHT)).dom();
    }

    private Chromium.View view(String fragment, Chromium.Theme theme) {
        return new Chromium.View(page, fragment, theme);
    }

    private static List<String> fleet(String dom) {
        return Pattern.compile("<tr><th scope=\"row\">([^<]*)</th>(.*?)</tr>")
                .matcher(dom)
                .results()
                .map(row -> row.group(1) + ": "
                        + String.join(" ", matches("<td><button type=\"button\" class=\"([a-z]+)\"", row.group(2))))
                .toList();
    }

    /** The texts of a table's cells. */
    private static List<List<String>> rows(String dom, String table) {
        String body =
                matches("(?s)id=\"" + table + "\">.*?<tbody>(.*?)</tbody>", dom).get(0);
        return matches("<tr>(.*?)</tr>", body).stream()
                .map(row -> matches("<td[^>]*>(.*?)</td>", row).stream()
                        .map(cell -> cell.replaceAll("<[^>]*>", "")
                                .replace("&lt;", "<")
                                .replace("&gt;", ">")
                                .replace("&amp;", "&"))
                        .toList())
                .toList();
    }

    private static List<String> first(List<List<String>> rows) {
        return rows.stream().map(row -> row.get(0)).toList();
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
