package io.tracker.testing.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in aligned columns. A heading that begins with {@code >} is a column of numbers, aligned to the right. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        this.headings = List.of(headings);
    }

    void row(String... cells) {
        row(Arrays.asList(cells));
    }

    void row(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(
                    "Row has " + cells.size() + " cells, expected " + headings.size() + ": " + cells);
        }
        rows.add(List.copyOf(cells));
    }

    String render() {
        List<String> titles = headings.stream()
                .map(text -> text.startsWith(">") ? text.substring(1) : text)
                .toList();
        StringBuilder text = new StringBuilder();
        append(text, titles);
        append(text, widths().stream().map("-"::repeat).toList());
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        List<Integer> widths = widths();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths.get(i) - width(cells.get(i)));
            line.append(i == 0 ? "" : BETWEEN);
            line.append(headings.get(i).startsWith(">") ? padding + cells.get(i) : cells.get(i) + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int column = i;
            int widest =
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
            widths.add(Math.max(widest, width(headings.get(i).replaceFirst("^>", ""))));
        }
        return widths;
    }

    /** Colours take no room. */
    private static int width(String text) {
        String plain = text.replaceAll("\033\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }
}
