package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user that servers run as: {@code nobody} where this JVM is root, since servers refuse to run as root, else the
 * user of this JVM.
 */
final class ServerUser {
    private static final String UNPRIVILEGED = "nobody";
    private static final List<String> PREFIX =
            List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=nogroup", "--clear-groups", "--");

    private final boolean another;

    private ServerUser(boolean another) {
        this.another = another;
    }

    static ServerUser ofThisProcess() throws IOException {
        return new ServerUser((int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0);
    }

    /** Whether servers run as another user than this JVM. */
    boolean isAnother() {
        return another;
    }

    String name() {
        return another ? UNPRIVILEGED : System.getProperty("user.name");
    }

    List<String> command(List<String> command) {
        return another ? Stream.concat(PREFIX.stream(), command.stream()).toList() : command;
    }

    /** Hands a folder, with all that is in it, to this user. */
    void own(Path folder) throws IOException {
        if (!another) {
            return;
        }
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setOwner(path, owner);
            }
        }
    }
}
