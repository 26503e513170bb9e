package io.tracker.agent.cli;

import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableDay;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What verifying a table found.
 *
 * @param table which
 * @param result how it stands
 * @param manifest the current one, if it can be read
 * @param detail what is wrong, or why there is none
 */
record VerifiedTable(TableDay table, Result result, Optional<Manifest> manifest, List<String> detail) {
    /** How a table stands. */
    enum Result {
        OK,
        DAMAGED,
        /** Its outcome says that there is none: dropped, refused. */
        NONE,
        OWED
    }

    VerifiedTable {
        detail = List.copyOf(detail);
    }

    /** For people. */
    String text() {
        return switch (result) {
            case OK -> "ok      " + table + ": " + totals(manifest.orElseThrow());
            case DAMAGED ->
                "DAMAGED " + table + ": " + String.join("; ", detail).replace("; HINT: ", " - ");
            case NONE -> "none    " + table + ": " + String.join("; ", detail);
            case OWED -> "OWED    " + table;
        };
    }

    /** For programs, as docs/format.md describes it. */
    String json() {
        JsonLine line = new JsonLine()
                .with("replicaSet", table.table().replicaSet())
                .with("schema", table.table().schema())
                .with("dataset", table.table().dataset())
                .with("table", table.table().table())
                .with("dt", table.dt().toString())
                .with("result", result.name().toLowerCase(Locale.ROOT));
        manifest.ifPresent(there -> line.with("number", there.number())
                .with("rows", there.totals().rows())
                .with("storedBytes", there.totals().storedBytes())
                .with("objects", there.objects().size())
                .with("digest", there.totals().digest().toString()));
        return line.with("detail", detail).text();
    }

    private static String totals(Manifest manifest) {
        Manifest.Totals totals = manifest.totals();
        return Sizes.rows(totals.rows()) + " rows in " + manifest.objects().size() + " objects, "
                + Sizes.bytes(totals.storedBytes()) + ", digest " + totals.digest();
    }
}
