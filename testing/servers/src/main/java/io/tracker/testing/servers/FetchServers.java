package io.tracker.testing.servers;

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
        System.exit(complete ? 0 : 1);
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
