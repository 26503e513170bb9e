package io.tracker.jobs.report;

import io.tracker.jobs.backup.ParallelReads;
import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.verify.Warehouse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the ledgers of what was published of the tables that were backed up.
 *
 * @param warehouse where
 * @param reads many at once
 * @param hadoop of the warehouse's file system
 */
public record LedgerReader(Warehouse warehouse, ParallelReads reads, Configuration hadoop) {
    private record Output(TableName table, LocalDate dt) {}

    /** All entries, the newest day first, then in order of tables. */
    public List<CoercedRow> read(List<TableRow> tables, List<LocalDate> days) throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (int day = days.size() - 1; day >= 0; day--) {
            for (TableRow table : tables) {
                if (table.days().get(day).isPresent()) {
                    outputs.add(new Output(new TableName(table.dataset(), table.table()), days.get(day)));
                }
            }
        }
        return reads.all(outputs, this::read).stream().flatMap(List::stream).toList();
    }

    private List<CoercedRow> read(Output output) throws IOException {
        Optional<PublishedTable> published = DayOutput.open(warehouse.output(output.table(), output.dt()), hadoop)
                .published();
        return published.map(PublishedTable::ledger).orElse(List.of()).stream()
                .map(entry -> new CoercedRow(
                        output.dt(), output.table().dataset(), output.table().table(), entry))
                .toList();
    }
}
