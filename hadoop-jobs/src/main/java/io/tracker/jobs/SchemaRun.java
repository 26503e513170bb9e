package io.tracker.jobs;

import io.tracker.jobs.commit.DayOutput;
import io.tracker.jobs.commit.OutputFolder;
import io.tracker.jobs.commit.PublishedTable;
import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.ddl.Engine;
import io.tracker.jobs.ddl.TableStatements;
import io.tracker.jobs.failure.OperatorException;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.plan.TableName;
import io.tracker.jobs.schema.ColumnChoice;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.verify.Warehouse;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.hadoop.conf.Configuration;

/** Tells the schema of a published table, and the statements that make it one of an engine. Immutable. */
public final class SchemaRun {
    private static final String PARQUET = "parquet";

    private final DayOutput day;
    private final OutputFolder folder;
    private final PublishedTable published;

    /**
     * Reads what was published.
     *
     * @throws OperatorException if nothing was
     */
    public SchemaRun(String warehouse, TableName table, LocalDate dt, Configuration hadoop) throws IOException {
        this.day = DayOutput.open(Warehouse.open(warehouse, hadoop).output(table, dt), hadoop);
        this.folder = day.current();
        this.published = day.published(folder)
                .orElseThrow(() -> new OperatorException(
                        "Nothing is published for dt=" + dt + " in " + folder.path(),
                        "run tracker-jobs convert for it first"));
    }

    /** What was published. */
    public PublishedTable published() {
        return published;
    }

    /** A line a column: its name, its type in the output, its type in MySQL, whether it may be NULL. */
    public String columns() {
        StringBuilder lines = new StringBuilder("column\ttype\tmysql\tnull\n");
        for (RowFormat.OutputColumn column : published.columns()) {
            lines.append(String.join(
                            "\t",
                            column.name(),
                            column.type(),
                            column.mysqlType(),
                            column.nullable() ? "null" : "not null"))
                    .append('\n');
        }
        return lines.toString();
    }

    /**
     * The statements for an engine.
     *
     * @throws OperatorException if the output is not Parquet
     */
    public String statements(Engine engine) throws IOException {
        if (!published.to().equals(PARQUET)) {
            throw new OperatorException(
                    "Output is not Parquet: " + folder.path() + " (got " + published.to() + ")",
                    "a dump has its own statements beside it: _<table>.sql and _<table>.load.sql");
        }
        CellPlan plan = CellPlan.of(
                ColumnChoice.of(published.options()).of(SchemaUnifier.unify(published.schemas())), published.options());
        TableStatements statements = new TableStatements(
                engine, published.table(), plan, day.path().getParent().toString());
        return statements.settings()
                + statements.table()
                + statements.partition(published.dt(), folder.path().toString());
    }
}
