package io.tracker.testing.line.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a job published of a table and day, fetched into a local folder: the files that {@code _tracker.json} names, and those beside them.
 *
 * @param folder where they lie now
 * @param json {@code _tracker.json}
 */
public record PublishedOutput(Path folder, JsonNode json) {
    private static final String DOCUMENT = "_tracker.json";

    /**
     * Fetches an output; refuses one without {@code _SUCCESS}, and one whose files are not exactly those that it names.
     *
     * @param place the output's folder in the lake, with a slash at its end
     */
    public static PublishedOutput fetch(Lake lake, String place, Path folder) throws IOException {
        TreeMap<String, Long> found = new TreeMap<>();
        for (Lake.Entry entry : lake.list(place)) {
            // Hadoop marks a folder by an empty object of its name.
            if (!entry.key().endsWith("/")) {
                found.put(entry.key().substring(place.length()), entry.bytes());
            }
        }
        if (!found.containsKey("_SUCCESS") || !found.containsKey(DOCUMENT)) {
            throw new MismatchException("Output is not published: " + place + " (got " + found.keySet()
                    + ", expected _SUCCESS and " + DOCUMENT + ")");
        }
        Files.createDirectories(folder);
        for (String name : found.keySet()) {
            if (name.contains("/")) {
                throw new MismatchException("Output holds a folder: " + place + name);
            }
            try (InputStream bytes = lake.open(place + name)) {
                Files.copy(bytes, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        PublishedOutput output = new PublishedOutput(
                folder, new ObjectMapper().readTree(folder.resolve(DOCUMENT).toFile()));
        output.requireExactly(found);
        return output;
    }

    /** The files of rows. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        json.path("files")
                .forEach(file -> files.add(folder.resolve(file.path("name").asText())));
        return files;
    }

    /** Names of the columns, in the order of the fields. */
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        json.path("columns").forEach(column -> names.add(column.path("name").asText()));
        return names;
    }

    /** Sizes of the files of rows, added up. */
    public long bytes() {
        long bytes = 0;
        for (JsonNode file : json.path("files")) {
            bytes += file.path("bytes").longValue();
        }
        return bytes;
    }

    /** The companion whose name ends so. */
    public Path companion(String suffix) throws IOException {
        for (JsonNode name : json.path("companions")) {
            if (name.asText().endsWith(suffix)) {
                return folder.resolve(name.asText());
            }
        }
        throw new MismatchException("Output has no companion: " + suffix + " in " + folder);
    }

    /** A reader of a folder sees exactly the files that are named, each of its size. */
    private void requireExactly(TreeMap<String, Long> found) throws MismatchException {
        long rows = 0;
        for (JsonNode file : json.path("files")) {
            String name = file.path("name").asText();
            Long bytes = found.remove(name);
            if (bytes == null || bytes != file.path("bytes").longValue()) {
                throw new MismatchException("Output is not what it says: " + folder.resolve(name) + " (got " + bytes
                        + " bytes, expected " + file.path("bytes") + ")");
            }
            rows += file.path("rows").longValue();
        }
        found.keySet().removeIf(name -> name.startsWith("_") || name.startsWith("."));
        if (!found.isEmpty()) {
            throw new MismatchException("Output holds more than it says: " + found.keySet() + " in " + folder);
        }
        if (rows != json.at("/totals/rowsWritten").longValue()) {
            throw new MismatchException("Rows of the files do not add up: " + folder + " (got " + rows + ", expected "
                    + json.at("/totals/rowsWritten") + ")");
        }
    }
}
