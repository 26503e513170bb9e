package io.tracker.jobs.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads options by name and tells every problem at once. Ask for all options first, then {@link #requireSound}. Not thread safe.
 */
public final class NamedOptions {
    private final Map<String, String> options;
    private final Set<String> known = new HashSet<>();
    private final Set<String> prefixes = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    public NamedOptions(Map<String, String> options) {
        this.options = options;
    }

    /** One of a few words. */
    public String word(String name, List<String> words, String usual) {
        known.add(name);
        String got = options.getOrDefault(name, usual);
        if (!words.contains(got)) {
            problems.add("Option " + name + " has no such value (got " + got + ", expected "
                    + String.join(" or ", words) + ")");
        }
        return got;
    }

    /** A whole number within bounds, both of them allowed. */
    public int number(String name, int least, int most, int usual) {
        return (int) number(name, (long) least, most, usual);
    }

    /** A whole number within bounds, both of them allowed. */
    public long number(String name, long least, long most, long usual) {
        known.add(name);
        String got = options.getOrDefault(name, Long.toString(usual));
        try {
            long number = Long.parseLong(got);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the same words as a number out of bounds.
        }
        problems.add("Option " + name + " is out of range (got " + got + ", expected " + least + " to " + most + ")");
        return usual;
    }

    /** The options whose names begin so, by the rest of their names. */
    public Map<String, String> each(String prefix) {
        prefixes.add(prefix);
        Map<String, String> found = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Notes what somebody else found wrong, to be told with the rest. */
    public void problem(String what) {
        problems.add(what);
    }

    /** Passes options by whose names begin so: somebody else reads them. */
    public void pass(String prefix) {
        prefixes.add(prefix);
    }

    /**
     * Checks that every option was asked for and has a value that it can have.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public void requireSound() {
        for (String name : options.keySet()) {
            if (!known.contains(name) && prefixes.stream().noneMatch(name::startsWith)) {
                problems.add("Option is not known: " + name + " (expected one of "
                        + String.join(", ", known.stream().sorted().toList()) + ")");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
