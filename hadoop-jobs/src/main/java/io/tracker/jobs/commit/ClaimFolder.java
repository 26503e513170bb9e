package io.tracker.jobs.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder of the claims on an output: {@code 00001.json} says who works on it, the highest number counts, and only its holder writes
 * {@code 00001.pulse}.
 */
record ClaimFolder(FileSystem files, Path path) {
    static final String NAME = "_claims";

    private static final String CLAIM = ".json";
    private static final String PULSE = ".pulse";

    /** Who works on an output. */
    record Holder(String id, String by, Instant since) {}

    static ClaimFolder of(Path day, Configuration hadoop) throws IOException {
        return new ClaimFolder(day.getFileSystem(hadoop), new Path(day, NAME));
    }

    /** The highest number; 0 when nobody claims the output. */
    int highest() throws IOException {
        int highest = 0;
        try {
            for (FileStatus status : files.listStatus(path)) {
                String name = status.getPath().getName();
                if (name.matches("[0-9]{5}\\" + CLAIM)) {
                    highest = Math.max(highest, Integer.parseInt(name.substring(0, 5)));
                }
            }
        } catch (FileNotFoundException e) {
            return 0;
        }
        return highest;
    }

    Path claim(int number) {
        return new Path(path, String.format(Locale.ROOT, "%05d", number) + CLAIM);
    }

    Path pulse(int number) {
        return new Path(path, String.format(Locale.ROOT, "%05d", number) + PULSE);
    }

    Optional<byte[]> read(Path file) throws IOException {
        try (FSDataInputStream stream = files.open(file)) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Removes claims up to a number, and the folder when none is left. */
    void remove(int number) throws IOException {
        for (int i = 1; i <= number; i++) {
            files.delete(pulse(i), false);
            files.delete(claim(i), false);
        }
        if (highest() == 0 && files.exists(path)) {
            removeFolder();
        }
    }

    private void removeFolder() throws IOException {
        try {
            files.delete(path, false);
        } catch (IOException e) {
            if (files.exists(path) && files.listStatus(path).length == 0) {
                throw e;
            }
            // Somebody claimed the output in this moment, or a run that had lost it left a last pulse.
        }
    }
}
