package io.tracker.agent.cli;

import io.tracker.schemas.day.TableListing;
import io.tracker.schemas.day.TableListing.Current;
import java.util.Locale;

/** How a table of a day stands, as a line for people. */
final class TableLine {
    private TableLine() {}

    static String of(TableListing table) {
        StringBuilder line = new StringBuilder("  ")
                .append(table.replicaSet())
                .append('.')
                .append(table.schema())
                .append('.')
                .append(table.table())
                .append(": ");
        table.manifest()
                .ifPresentOrElse(
                        manifest -> append(line, manifest),
                        () -> line.append(table.result().name().toLowerCase(Locale.ROOT)));
        table.reason().ifPresent(reason -> line.append(": ").append(reason));
        return line.toString();
    }

    private static void append(StringBuilder line, Current manifest) {
        line.append("manifest ")
                .append(manifest.number())
                .append(", ")
                .append(Sizes.rows(manifest.rows()))
                .append(" rows, ")
                .append(Sizes.bytes(manifest.rowBytes()))
                .append(" in ")
                .append(Sizes.bytes(manifest.storedBytes()))
                .append(", taken ")
                .append(manifest.takenAt())
                .append(" at ")
                .append(manifest.server())
                .append(", digest ")
                .append(manifest.digest());
        manifest.supersedes().ifPresent(reason -> line.append(", supersedes: ").append(reason));
    }
}
