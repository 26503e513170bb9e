package io.tracker.jobs.backup;

import io.tracker.jobs.plan.JobSettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Asks a place once, with little patience, before anything is begun: a store that is down, a bucket that is not there or a secret that is
 * wrong is told in seconds. The work itself keeps the patience that is configured.
 */
public final class StoreProbe {
    private StoreProbe() {}

    /**
     * Lists a place, which need not exist.
     *
     * @throws IOException if its store does not answer, or refuses
     */
    public static void ask(Path place, Configuration hadoop) throws IOException {
        Configuration impatient = new Configuration(hadoop);
        new JobSettings(impatient).beImpatientWithStores();
        try (FileSystem files = FileSystem.newInstance(place.toUri(), impatient)) {
            RemoteIterator<FileStatus> found = files.listStatusIterator(place);
            found.hasNext();
        } catch (FileNotFoundException e) {
            // Whoever needs something there says so itself.
        }
    }
}
