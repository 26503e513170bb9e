package io.tracker.testing.line.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A reader that others wrote, as a process of its own: it reads many tables in one life. */
public final class ForeignReader {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Project project;
    private final String mainClass;
    private final Path folder;

    private ForeignReader(Project project, String mainClass, Path folder) {
        this.project = project;
        this.mainClass = mainClass;
        this.folder = folder;
    }

    /**
     * Spark, for Parquet.
     *
     * @param folder takes what it read, and its log
     */
    public static ForeignReader spark(Project project, Path folder) {
        return new ForeignReader(project, "SparkReader", folder);
    }

    /**
     * Hive, for dumps; the first file of a table holds its columns' names, a line each.
     *
     * @param folder takes what it read, and its log
     */
    public static ForeignReader hive(Project project, Path folder) {
        return new ForeignReader(project, "HiveReader", folder);
    }

    /**
     * Reads tables.
     *
     * @param files of each table, by a name that a file can have
     * @return the file of cells of each
     */
    public Map<String, Path> read(Map<String, List<Path>> files) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, Path> read = new LinkedHashMap<>();
        List<String> list = new ArrayList<>();
        files.forEach((table, paths) -> {
            Path output = folder.resolve(table + ".cells");
            read.put(table, output);
            list.add(output + "\t" + paths.stream().map(Path::toString).collect(Collectors.joining("\t")));
        });
        Path request = Files.write(folder.resolve("request.txt"), list);
        List<String> command = new ArrayList<>(
                project.reader(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), mainClass));
        command.add(request.toString());
        ToolRun.start(mainClass, command, Map.of(), folder.resolve("reader.log"))
                .await(LIMIT)
                .require(0);
        return read;
    }
}
