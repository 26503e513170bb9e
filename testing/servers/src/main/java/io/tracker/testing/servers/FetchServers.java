package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Fetches and unpacks the servers of all engines under test, so that tests find them ready. Says what it does, a line a
 * step. Exit code 0 when all are ready, 1 when one is not to be had: the line of that engine says why.
 */
public final class FetchServers {
    private FetchServers() {}

    @ExitsTheProcess
    public static void main(String[] args) {
        boolean complete = true;
        for (Engine engine : Engines.underTest()) {
            ServerSearch search = ServerBinaries.find(engine, line -> System.out.println("  " + line));
            complete &= search instanceof ServerSearch.Found;
            System.out.println("  " + describe(engine, search));
        }
        complete &= fetched("Clocks of servers can be set: ", FakeTime::library);
        complete &= fetched("Alerts can be checked: ", Promtool::find);
        complete &= fetched("Pages can be drawn: ", Chromium::find);
        System.exit(complete ? 0 : 1);
    }

    /** Something that tests use beside servers. */
    private interface Tool {
        /** Where it is, fetched when it is not there yet. */
        Path find(Consumer<String> progress) throws IOException, InterruptedException;
    }

    private static boolean fetched(String ready, Tool tool) {
        try {
            System.out.println("  " + ready + tool.find(line -> System.out.println("  " + line)));
            return true;
        } catch (IOException e) {
            System.out.println("  MISSING: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static String describe(Engine engine, ServerSearch search) {
        try {
            ServerInstallation installation = search.orElseThrow(Exception::new);
            return engine.title() + " " + installation.version() + " is ready: " + installation.server();
        } catch (Exception missing) {
            return "MISSING: " + missing.getMessage();
        }
    }
}
