package io.tracker.agent.cli;

import io.tracker.agent.RunReport;
import io.tracker.agent.table.RoundsReport.FailedTable;
import io.tracker.agent.table.RoundsReport.TakenTable;
import io.tracker.schemas.manifest.CutoffEvidence;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tells at the end of a run what it did, in words. */
final class RunSummary {
    private static final int MOST_TABLES_SHOWN = 40;

    private RunSummary() {}

    static ExitCode print(RunReport report, Console console) {
        PrintStream out = console.out();
        List<TakenTable> taken = report.tables().taken();
        long rows = taken.stream().mapToLong(TakenTable::rows).sum();
        long rowBytes = taken.stream().mapToLong(TakenTable::rowBytes).sum();
        long stored = report.tables().storedBytes();
        CutoffEvidence evidence = report.evidence();
        out.println("Backup of " + report.plan().replicaSet() + " dt="
                + report.plan().dt() + ": " + (report.complete() ? "complete" : "not complete"));
        out.println("  cutoff    " + evidence.cutoff() + " proved at " + evidence.provedAt() + " by "
                + evidence.proof().name().toLowerCase(Locale.ROOT));
        evidence.details().forEach((name, value) -> out.println("            " + name + " = " + value));
        out.println("  planned   " + report.plan().tables().size() + " tables");
        out.println("  taken     " + taken.size() + " tables, " + Sizes.rows(rows) + " rows, " + Sizes.bytes(rowBytes)
                + ", stored in " + Sizes.bytes(stored));
        taken.stream()
                .limit(MOST_TABLES_SHOWN)
                .forEach(table -> out.println("            " + table.table().table() + ": " + Sizes.rows(table.rows())
                        + " rows, " + Sizes.bytes(table.rowBytes()) + " to " + Sizes.bytes(table.storedBytes())));
        if (taken.size() > MOST_TABLES_SHOWN) {
            out.println(
                    "            and " + (taken.size() - MOST_TABLES_SHOWN) + " more: 'tracker-agent list' shows all");
        }
        out.println("  before    " + report.before().published().size() + " tables were done already");
        if (!report.tables().elsewhere().isEmpty()) {
            out.println("  elsewhere " + report.tables().elsewhere().size()
                    + " tables were taken by other agents meanwhile");
        }
        report.before()
                .ended()
                .forEach(outcome -> out.println("  ended     " + outcome.table().table() + ": " + outcome.result()
                        + outcome.reason().map(reason -> ": " + reason).orElse("")));
        report.tables()
                .refused()
                .forEach((table, reason) -> out.println("  refused   " + table.table() + ": " + reason));
        report.tables().dropped().forEach(table -> out.println("  dropped   " + table.table()));
        report.tables()
                .failed()
                .forEach(table -> out.println("  FAILED    " + table.table().table() + ": " + table.reason()));
        report.tables()
                .throttled()
                .forEach(sum -> out.println("  throttled " + sum.action() + " by "
                        + sum.reason().word() + ": " + sum.times() + (sum.times() == 1 ? " time, " : " times, ")
                        + Sizes.time(sum.total())));
        if (!report.waited().isZero()) {
            out.println("  waited    " + Sizes.time(report.waited()) + " for a store or server that was away");
        }
        out.println("  time      " + Sizes.time(report.took()));
        List<FailedTable> failed = report.tables().failed();
        if (failed.isEmpty()) {
            return ExitCode.DONE;
        }
        console.err()
                .println(ErrorText.of(new java.io.IOException("tables have no outcome: "
                        + String.join(
                                ", ",
                                failed.stream()
                                        .limit(MOST_TABLES_SHOWN)
                                        .map(table -> table.table().table().toString())
                                        .toList())
                        + " (" + failed.size() + " of " + report.plan().tables().size()
                        + "; " + failed.get(0).reason().replace("; HINT: ", "; ") + ")"
                        + "; HINT: the other tables are done; run again to take what is left")));
        return ExitCode.FAILURE;
    }
}
