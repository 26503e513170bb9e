package io.tracker.testing.readers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One table to read.
 *
 * @param output takes its rows
 * @param files hold them
 */
record ReadRequest(Path output, List<String> files) {
    ReadRequest {
        files = List.copyOf(files);
    }

    /** The requests of a list: a line each, the output and then the files, a tab between them. */
    static List<ReadRequest> read(Path list) throws IOException {
        return Files.readAllLines(list, StandardCharsets.UTF_8).stream()
                .map(line -> line.split("\t", -1))
                .map(fields -> new ReadRequest(
                        Path.of(fields[0]), Arrays.asList(fields).subList(1, fields.length)))
                .toList();
    }
}
