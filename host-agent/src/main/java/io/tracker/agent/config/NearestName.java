package io.tracker.agent.config;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that was probably meant, by Levenshtein's distance. */
public final class NearestName {
    private static final int MOST_EDITS = 5;

    private NearestName() {}

    /** The nearest of the known names; empty when none is near. */
    public static Optional<String> of(String name, Collection<String> known) {
        String best = null;
        int fewest = Math.min(MOST_EDITS, Math.max(1, name.length() / 2)) + 1;
        for (String candidate : known) {
            int edits = distance(name, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
