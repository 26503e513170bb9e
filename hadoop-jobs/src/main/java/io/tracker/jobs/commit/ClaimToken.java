package io.tracker.jobs.commit;

import io.tracker.jobs.json.JobDocuments;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a job carries of its run's claim, to look before it publishes whether it still holds.
 *
 * @param day the folder that is claimed
 * @param number of the claim
 * @param id of the claim
 */
public record ClaimToken(String day, int number, String id) {
    /** As text that {@link #of} reads. */
    public String text() {
        return number + " " + id + " " + day;
    }

    /** Reads a text. */
    public static ClaimToken of(String text) {
        String[] parts = text.split(" ", 3);
        return new ClaimToken(parts[2], Integer.parseInt(parts[0]), parts[1]);
    }

    /** Whether the claim is there and no later one is. */
    boolean holds(Configuration hadoop) throws IOException {
        ClaimFolder claims = ClaimFolder.of(new Path(day), hadoop);
        if (claims.highest() != number) {
            return false;
        }
        Optional<byte[]> claim = claims.read(claims.claim(number));
        return claim.isPresent()
                && new JobDocuments()
                        .read(claim.get(), ClaimFolder.Holder.class, day)
                        .id()
                        .equals(id);
    }

    /**
     * Passes while the claim holds.
     *
     * @throws IOException if another run has claimed the output since
     */
    void requireHeld(Configuration hadoop) throws IOException {
        if (!holds(hadoop)) {
            throw new IOException("Output was claimed by another run meanwhile: " + day
                    + "; HINT: nothing of this job is published; run it again to see whether anything is left to do");
        }
    }
}
