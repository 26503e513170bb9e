package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.schema.ColumnChoice;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.schema.TableSchema;
import io.tracker.jobs.totals.OutputFile;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** {@code --to parquet}. Its options are those of {@link ParquetOptions}, and policies. */
public final class ParquetFormat implements RowFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String suffix(Conversion conversion) {
        return ".parquet";
    }

    @Override
    public List<OutputColumn> columns(Conversion conversion) throws IOException {
        CellPlan plan = plan(conversion);
        ParquetOptions.of(conversion.options(), plan);
        return plan.columns().stream()
                .map(column -> new OutputColumn(
                        column.column().name(),
                        ParquetSchemas.words(column),
                        column.column().column().columnType(),
                        column.nullable()))
                .toList();
    }

    @Override
    public long fileBytes(Conversion conversion) throws IOException {
        return ParquetOptions.of(conversion.options(), plan(conversion)).fileBytes();
    }

    @Override
    public RowWriter create(Path file, Conversion conversion, Configuration hadoop) throws IOException {
        CellPlan plan = plan(conversion);
        return new ParquetRowWriter(
                file,
                plan,
                FileMetadata.of(plan, conversion.options()),
                ParquetOptions.of(conversion.options(), plan),
                hadoop);
    }

    /** Parquet says all of itself. */
    @Override
    public List<CompanionFile> companions(Conversion conversion, List<OutputFile> files) {
        return List.of();
    }

    @Override
    public ReadBack readBack(Path file, Conversion conversion, Configuration hadoop) throws IOException {
        return ParquetRowReader.read(file, plan(conversion), hadoop);
    }

    private static CellPlan plan(Conversion conversion) throws IOException {
        TableSchema table = SchemaUnifier.unify(conversion.sources());
        return CellPlan.of(ColumnChoice.of(conversion.options()).of(table), conversion.options());
    }
}
