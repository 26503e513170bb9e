package io.tracker.testing.servers;

/** Closes a resource when the JVM ends before anybody has closed it. */
final class ShutdownHook {
    private final Thread thread;

    private ShutdownHook(Thread thread) {
        this.thread = thread;
    }

    static ShutdownHook closing(AutoCloseable resource) {
        Thread thread = new Thread(
                () -> closeNow(resource), "shutdown-" + resource.getClass().getSimpleName());
        Runtime.getRuntime().addShutdownHook(thread);
        return new ShutdownHook(thread);
    }

    /** The resource is closed. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook itself is what closes the resource.
        }
    }

    private static void closeNow(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("Resource cannot be closed at the end of the JVM: " + resource + " (" + e + ")");
        }
    }
}
