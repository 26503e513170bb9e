package io.tracker.testing.line;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.HiveRows;
import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.Reference;
import io.tracker.testing.line.oracle.Rows;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.ServerRows;
import io.tracker.testing.line.oracle.SparkRows;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.ForeignReader;
import io.tracker.testing.line.tools.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a day, as readers that others wrote read it, with a server that stands at the position of the backup. Tables are of one shard
 * each, and their names can be names of files.
 */
final class ForeignProof {
    private final Line line;
    private final Witness witness;
    private final List<BackupManifest> manifests;

    ForeignProof(Line line, Witness witness, List<BackupManifest> manifests) {
        this.line = line;
        this.witness = witness;
        this.manifests = List.copyOf(manifests);
    }

    /** Every difference of the Parquet that Spark sees, in words. */
    List<String> sparkDifferences() throws IOException, SQLException, InterruptedException {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (BackupManifest table : manifests) {
            files.put(table.table(), fetch("parquet", table).files());
        }
        Map<String, Path> cells =
                ForeignReader.spark(Project.ofThisProcess(), folder("spark")).read(files);
        return differences(table -> {
            Rows typed = ServerRows.asParquet(table.server(), table.schema(), table.table());
            return new Sides(typed, new SparkRows(cells.get(table.table()), typed));
        });
    }

    /** Every difference of the dump that Hive sees, in words. */
    List<String> hiveDifferences() throws IOException, SQLException, InterruptedException {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (BackupManifest table : manifests) {
            PublishedOutput dump = fetch("dump", table);
            List<Path> paths = new ArrayList<>();
            paths.add(Files.write(folder("hive-" + table.table() + ".columns"), dump.columns()));
            paths.addAll(dump.files());
            files.put(table.table(), paths);
        }
        Map<String, Path> cells =
                ForeignReader.hive(Project.ofThisProcess(), folder("hive")).read(files);
        return differences(table -> {
            Rows stored = ServerRows.stored(table.server(), table.schema(), table.table());
            return new Sides(stored, new HiveRows(cells.get(table.table()), stored));
        });
    }

    private record TableOnServer(Connection server, String schema, String table) {}

    private record Sides(Rows expected, Rows got) {}

    private interface SidesOf {
        Sides of(TableOnServer table) throws IOException;
    }

    private List<String> differences(SidesOf sidesOf) throws IOException, SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection server = witness.connect()) {
            for (BackupManifest table : manifests) {
                Sides sides = sidesOf.of(new TableOnServer(server, table.schema(), table.table()));
                Reference.of(sides.expected())
                        .compare(sides.got())
                        .difference()
                        .ifPresent(difference -> differences.add(
                                table.table() + ", " + sides.got().place() + ": " + difference));
            }
        }
        return differences;
    }

    private PublishedOutput fetch(String format, BackupManifest table) throws IOException {
        try (S3Lake warehouse = line.warehouse(format).lake()) {
            return PublishedOutput.fetch(
                    warehouse, table.outputFolder(), folder("foreign-" + format + "-" + table.table()));
        }
    }

    private Path folder(String name) {
        return line.options().folder().resolve(name);
    }
}
