package io.tracker.testing.line;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.Comparison;
import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.Reference;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.ServerRows;
import io.tracker.testing.line.oracle.SparkRows;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.ForeignReader;
import io.tracker.testing.line.tools.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a day's Parquet, as Spark reads it, with a server that stands at the position of the backup. Tables are of one shard each, and
 * their names can be names of files.
 */
final class SparkProof {
    private final Line line;
    private final Witness witness;

    SparkProof(Line line, Witness witness) {
        this.line = line;
        this.witness = witness;
    }

    /** Every difference, in words. */
    List<String> differences(List<BackupManifest> manifests) throws IOException, SQLException, InterruptedException {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        for (BackupManifest manifest : manifests) {
            Path folder = line.options().folder().resolve("spark").resolve(manifest.table());
            try (S3Lake warehouse = line.warehouse("parquet").lake()) {
                files.put(
                        manifest.table(),
                        PublishedOutput.fetch(warehouse, manifest.outputFolder(), folder)
                                .files());
            }
        }
        Map<String, Path> cells = ForeignReader.spark(
                        Project.ofThisProcess(), line.options().folder().resolve("spark-cells"))
                .read(files);
        List<String> differences = new ArrayList<>();
        try (Connection server = witness.connect()) {
            for (BackupManifest manifest : manifests) {
                Reference typed = Reference.of(ServerRows.asParquet(server, manifest.schema(), manifest.table()));
                Comparison comparison = typed.compare(new SparkRows(cells.get(manifest.table()), typed.rows()));
                comparison
                        .difference()
                        .ifPresent(difference -> differences.add(manifest.table() + ", by Spark: " + difference));
            }
        }
        return differences;
    }
}
