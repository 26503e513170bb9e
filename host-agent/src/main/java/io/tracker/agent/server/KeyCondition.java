package io.tracker.agent.server;

import java.util.List;

/**
 * Compares a composite key with a bound, column by column: {@code (a > x OR (a = x AND b > y))}. Servers turn this form into an index
 * range; a comparison of row values they do not always.
 */
final class KeyCondition {
    private KeyCondition() {}

    /** Keys behind the bound. */
    static String after(List<String> key, KeyBound bound) {
        return compare(key, bound, " > ", " > ");
    }

    /** The bound and keys behind it. */
    static String from(List<String> key, KeyBound bound) {
        return compare(key, bound, " > ", " >= ");
    }

    /** Keys before the bound. */
    static String before(List<String> key, KeyBound bound) {
        return compare(key, bound, " < ", " < ");
    }

    private static String compare(List<String> key, KeyBound bound, String strict, String last) {
        List<String> literals = bound.literals();
        if (literals.size() > key.size()) {
            throw new IllegalArgumentException("Bound has more values than the key (got " + literals.size()
                    + ", expected at most " + key.size() + ")");
        }
        int end = literals.size() - 1;
        String condition = key.get(end) + last + literals.get(end);
        for (int i = end - 1; i >= 0; i--) {
            condition = "(" + key.get(i) + strict + literals.get(i) + " OR (" + key.get(i) + " = " + literals.get(i)
                    + " AND " + condition + "))";
        }
        return condition;
    }
}
