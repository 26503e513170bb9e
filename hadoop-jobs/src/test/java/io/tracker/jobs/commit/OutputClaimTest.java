package io.tracker.jobs.commit;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

class OutputClaimTest extends OutputClaimContract {
    @TempDir
    private java.nio.file.Path local;

    @Override
    Path folder(String name) {
        return new Path("file://" + local + "/" + name);
    }

    @Override
    Configuration hadoop() {
        return new Configuration();
    }
}
