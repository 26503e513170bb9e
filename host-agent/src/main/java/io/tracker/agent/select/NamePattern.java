package io.tracker.agent.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of names with dots between, such as {@code pins.tmp_*}: in each part {@code *} stands for any characters, {@code ?} for one,
 * and a backslash takes the next character for itself, a dot, comma or colon too. Case counts, as it does in the names of tables.
 */
final class NamePattern {
    private final String text;
    private final List<Part> parts;

    private record Part(Pattern pattern, Optional<String> literal) {}

    private NamePattern(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @param count how many parts it must have
     * @return empty if it has another number of parts, or an empty one, or ends with a backslash
     */
    static Optional<NamePattern> of(String text, int count) {
        List<Part> parts = new ArrayList<>();
        for (String part : Escaped.split(text, '.')) {
            if (part.isEmpty() || part.equals("\\")) {
                return Optional.empty();
            }
            parts.add(part(part));
        }
        return parts.size() == count && !Escaped.endsInside(text)
                ? Optional.of(new NamePattern(text, parts))
                : Optional.empty();
    }

    private static Part part(String text) {
        StringBuilder regex = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        boolean wild = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?') {
                wild = true;
                regex.append(c == '*' ? ".*" : ".");
            } else {
                char plain = c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c;
                regex.append(Pattern.quote(String.valueOf(plain)));
                literal.append(plain);
            }
        }
        return new Part(
                Pattern.compile(regex.toString(), Pattern.DOTALL),
                wild ? Optional.empty() : Optional.of(literal.toString()));
    }

    /** Whether the first names, as many as are given, fit the first parts. */
    boolean matches(String... names) {
        for (int i = 0; i < names.length; i++) {
            if (!parts.get(i).pattern().matcher(names[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    /** The name that a part is, if it has no wildcards. */
    Optional<String> literal(int part) {
        return parts.get(part).literal();
    }

    /** As it was written. */
    String text() {
        return text;
    }
}
