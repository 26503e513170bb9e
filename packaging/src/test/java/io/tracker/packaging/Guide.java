package io.tracker.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A document's code blocks, by the heading that they stand below and their language. */
record Guide(Path file, String text) {
    static Guide read(String name) throws IOException {
        Path file = Path.of(System.getProperty("tracker.root"), "docs", name);
        return new Guide(file, Files.readString(file));
    }

    /** Those below the heading that begins so, in their order. */
    List<String> blocks(String heading, String language) {
        int begin = text.indexOf("\n## " + heading);
        if (begin < 0) {
            throw new IllegalArgumentException(file + " has no heading " + heading);
        }
        int end = text.indexOf("\n## ", begin + 1);
        String section = text.substring(begin, end < 0 ? text.length() : end);
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The one. */
    String block(String heading, String language) {
        List<String> blocks = blocks(heading, language);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException(
                    file + " has " + blocks.size() + " blocks of " + language + " below " + heading);
        }
        return blocks.get(0);
    }
}
