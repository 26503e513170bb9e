package io.tracker.testing.line;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words behind a command: {@code --name value} or {@code --flag}.
 *
 * @param values by name, without the hyphens; empty text for a flag
 */
record Options(Map<String, String> values) {

    /** Words that are not understood; the message says what to do. */
    static final class UsageException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message + "\nHINT: ./tracker help lists the options");
        }
    }

    static Options parse(List<String> words, Set<String> names, Set<String> flags) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
            if (!names.contains(name) && !flags.contains(name)) {
                throw new UsageException("Option is unknown: " + words.get(i) + " (expected --"
                        + String.join(
                                ", --",
                                java.util.stream.Stream.concat(names.stream(), flags.stream())
                                        .sorted()
                                        .toList())
                        + ")");
            }
            if (flags.contains(name)) {
                values.put(name, "");
            } else if (i + 1 < words.size()) {
                values.put(name, words.get(++i));
            } else {
                throw new UsageException("Option has no value: --" + name);
            }
        }
        return new Options(Map.copyOf(values));
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    long wholeNumber(String name, long otherwise) {
        String text = values.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException("Option is not a whole number: --" + name + " (got " + text + ")");
        }
    }

    double number(String name, double otherwise) {
        String text = values.get(name);
        try {
            double number = text == null ? otherwise : Double.parseDouble(text);
            if (!(number > 0)) {
                throw new UsageException("Option is not positive: --" + name + " (got " + text + ")");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new UsageException("Option is not a number: --" + name + " (got " + text + ")");
        }
    }
}
