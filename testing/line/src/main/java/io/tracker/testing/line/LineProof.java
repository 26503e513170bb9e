package io.tracker.testing.line;

import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.BackupRows;
import io.tracker.testing.line.oracle.CurrentManifests;
import io.tracker.testing.line.oracle.DumpRows;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.ParquetRows;
import io.tracker.testing.line.oracle.PublishedOutput;
import io.tracker.testing.line.oracle.Reference;
import io.tracker.testing.line.oracle.Rows;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.oracle.ServerRows;
import io.tracker.testing.line.oracle.UnionRows;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.DumpLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares a day in all its forms with a server that stands at the position of the backup: backup, Parquet, legacy dump, and the dump loaded
 * back.
 *
 * <p>The witness must have been held before the backup, and stands at the backup's position afterwards.
 */
final class LineProof {
    private final Line line;
    private final Witness witness;

    LineProof(Line line, Witness witness) {
        this.line = line;
        this.witness = witness;
    }

    /** The day's manifests, which must all be of one position. */
    List<BackupManifest> manifests() throws IOException {
        try (S3Lake lake = line.backups().lake()) {
            List<BackupManifest> manifests = CurrentManifests.of(lake, line.dt().toString());
            List<String> positions =
                    manifests.stream().map(BackupManifest::position).distinct().toList();
            if (positions.size() != 1) {
                throw new MismatchException(
                        "Manifests of one run are not of one position (got " + positions + ", expected one)");
            }
            return manifests;
        }
    }

    /** Proves every table of the day, a dataset's shards together. */
    List<TableProof> prove() throws IOException, SQLException, InterruptedException {
        List<BackupManifest> manifests = manifests();
        witness.moveTo(manifests.get(0).position());
        Map<String, List<BackupManifest>> tables = new LinkedHashMap<>();
        manifests.forEach(manifest -> tables.computeIfAbsent(manifest.outputFolder(), key -> new ArrayList<>())
                .add(manifest));
        List<TableProof> proofs = new ArrayList<>();
        for (List<BackupManifest> shards : tables.values()) {
            proofs.add(prove(shards));
        }
        return proofs;
    }

    private TableProof prove(List<BackupManifest> shards) throws IOException, SQLException, InterruptedException {
        BackupManifest first = shards.get(0);
        PublishedOutput parquet = fetch("parquet", first);
        PublishedOutput dump = fetch("dump", first);
        try (S3Lake lake = line.backups().lake();
                Connection server = witness.connect();
                Connection primary = line.primary().connect()) {
            Reference stored =
                    Reference.of(union(shards, shard -> ServerRows.stored(server, shard.schema(), shard.table())));
            Reference typed =
                    Reference.of(union(shards, shard -> ServerRows.asParquet(server, shard.schema(), shard.table())));
            return new TableProof(
                    first.dataset(),
                    first.table(),
                    shards.size(),
                    stored.compare(union(shards, shard -> new BackupRows(lake, shard))),
                    stored.compare(new DumpRows(dump.files(), dump.columns(), stored.rows())),
                    stored.compare(ServerRows.stored(primary, loadBack(dump, first), first.table())),
                    typed.compare(new ParquetRows(parquet.files(), typed.rows())),
                    new TableProof.Sizes(
                            shards.stream()
                                    .mapToLong(BackupManifest::storedBytes)
                                    .sum(),
                            dump.bytes(),
                            parquet.bytes()));
        }
    }

    /** Loads into the primary, in a schema that no replica sees; returns its name. */
    private String loadBack(PublishedOutput dump, BackupManifest table)
            throws IOException, SQLException, InterruptedException {
        DumpLoad load = new DumpLoad(
                line.servers().installation(), line.primary(), "loaded_" + table.dataset() + "_" + table.table());
        load.load(dump);
        return load.schema();
    }

    private PublishedOutput fetch(String format, BackupManifest table) throws IOException {
        Path folder = line.options().folder().resolve(format).resolve(table.outputFolder());
        try (S3Lake warehouse = line.warehouse(format).lake()) {
            return PublishedOutput.fetch(warehouse, table.outputFolder(), folder);
        }
    }

    private interface RowsOf {
        Rows of(BackupManifest shard);
    }

    private static Rows union(List<BackupManifest> shards, RowsOf rows) {
        return new UnionRows(shards.stream().map(rows::of).toList());
    }
}
