package io.tracker.jobs.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The word that somebody who mistyped may have meant: the one with the fewest changed letters, if they are few. */
final class NearestWord {
    private static final int MOST_CHANGES = 3;

    private NearestWord() {}

    static Optional<String> to(String typed, List<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> changes(typed, word)))
                .filter(word -> changes(typed, word) <= MOST_CHANGES);
    }

    /** Levenshtein's distance. */
    private static int changes(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
