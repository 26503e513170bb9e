package io.tracker.testing.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A real browser without a screen, from Debian: what it makes of a page, and what its console says. */
public final class Chromium {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Pattern CONSOLE = Pattern.compile(":CONSOLE[^\\]]*\\] (.*)");

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** What the reader's system asks pages for. */
    public enum Theme {
        DARK("0"),
        LIGHT("1");

        private final String setting;

        Theme(String setting) {
            this.setting = setting;
        }
    }

    /**
     * A view of a page.
     *
     * @param page its file
     * @param fragment what follows {@code #} in its address
     * @param theme light or dark
     */
    public record View(Path page, String fragment, Theme theme) {}

    /**
     * A page as its scripts left it.
     *
     * @param dom the document as HTML
     * @param console what was printed to the console: errors, and requests that were refused
     */
    public record Rendered(String dom, List<String> console) {
        public Rendered {
            console = List.copyOf(console);
        }
    }

    /**
     * The browser, fetched when it is not there yet.
     *
     * @param abort called with the reason if it is not to be had; must not return (JUnit: {@code Assumptions::abort})
     */
    public static Chromium require(Consumer<String> abort) throws InterruptedException {
        try {
            return new Chromium(find(System.err::println));
        } catch (IOException e) {
            abort.accept("SKIPPED: pages in a browser, because " + e.getMessage());
            throw new IllegalStateException("Test was not aborted", e);
        }
    }

    static Path find(Consumer<String> progress) throws IOException, InterruptedException {
        DebianPackages packages = new DebianPackages(
                ServerCache.open(), "chromium", "Chromium from Debian (about 160 MB)", "fetch-chromium.sh");
        if (!packages.isFetched()) {
            packages.fetch(progress);
        }
        return packages.folder().resolve("bin/chromium");
    }

    /** Loads a page and runs its scripts. */
    public Rendered render(View view) throws IOException, InterruptedException {
        return run(view, List.of("--dump-dom"));
    }

    /** Draws a page into a PNG. */
    public void draw(View view, int width, int height, Path png) throws IOException, InterruptedException {
        run(view, List.of("--window-size=" + width + "," + height, "--hide-scrollbars", "--screenshot=" + png));
        if (!Files.exists(png)) {
            throw new IOException("Chromium drew nothing: " + view);
        }
    }

    private Rendered run(View view, List<String> task) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("tracker-chromium-");
        try {
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--headless=new",
                    // A sandbox of its own needs rights that builds in containers lack; the page is the project's.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--no-first-run",
                    "--enable-logging=stderr",
                    "--blink-settings=preferredColorScheme=" + view.theme().setting,
                    "--user-data-dir=" + home.resolve("profile")));
            command.addAll(task);
            command.add(view.page().toUri() + "#" + view.fragment());
            File out = home.resolve("out").toFile();
            File err = home.resolve("err").toFile();
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out).redirectError(err);
            builder.environment().put("HOME", home.toString());
            builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
            await(builder.start(), command);
            return new Rendered(
                    Files.readString(out.toPath()),
                    Files.readString(err.toPath())
                            .lines()
                            .flatMap(line -> CONSOLE.matcher(line).results())
                            .map(found -> found.group(1))
                            .toList());
        } finally {
            FolderTree.delete(home);
        }
    }

    private static void await(Process process, List<String> command) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("Chromium took too long: " + command + " (expected at most " + LIMIT + ")");
            }
            if (process.exitValue() != 0) {
                throw new IOException("Chromium failed: " + command + " (exit code " + process.exitValue() + ")");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
