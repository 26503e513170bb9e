package io.tracker.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** MySQL 9 from Debian's unstable suite, with its own libraries. */
final class DebianMySql {
    private final DebianPackages packages;

    DebianMySql(ServerCache cache) {
        this.packages = new DebianPackages(cache, "mysql-9", "MySQL 9 from Debian (about 65 MB)", "fetch-mysql.sh");
    }

    boolean isFetched() {
        return packages.isFetched();
    }

    /** See {@link DebianPackages#fetch}. */
    void fetch(Consumer<String> progress) throws IOException, InterruptedException {
        packages.fetch(progress);
    }

    Path base() {
        return packages.folder().resolve("root/usr");
    }

    Path server() {
        return packages.folder().resolve("bin/mysqld");
    }

    /** Where these programs find what their packages would have installed. */
    Map<String, String> options() {
        Path share = base().resolve("share/mysql");
        return Map.of(
                "plugin-dir", base().resolve("lib/mysql/plugin").toString(),
                "lc-messages-dir", share.toString(),
                "character-sets-dir", share.resolve("charsets").toString());
    }
}
