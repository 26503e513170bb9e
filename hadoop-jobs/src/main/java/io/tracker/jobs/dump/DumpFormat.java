package io.tracker.jobs.dump;

import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.names.EncodedName;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** {@code --to dump}. Options: {@code dump.binary}, {@code dump.nul}, {@code dump.tab}, {@code dump.compression}. */
public final class DumpFormat implements RowFormat {
    @Override
    public String name() {
        return "dump";
    }

    @Override
    public String suffix(Conversion conversion) {
        return DumpOptions.of(conversion.options()).compression().suffix();
    }

    @Override
    public List<OutputColumn> columns(Conversion conversion) throws IOException {
        return DumpPlan.of(conversion).columns().stream()
                .map(column -> new OutputColumn(
                        column.column().name(),
                        column.form().words(),
                        column.column().column().columnType(),
                        column.column().column().nullable()))
                .toList();
    }

    @Override
    public RowWriter create(Path file, Conversion conversion, Configuration hadoop) throws IOException {
        return new DumpRowWriter(file, DumpPlan.of(conversion), hadoop);
    }

    /** {@code _<table>.sql} and {@code _<table>.load.sql}; readers of whole folders pass names that begin so by. */
    @Override
    public List<CompanionFile> companions(Conversion conversion, List<OutputFile> files) throws IOException {
        DumpPlan plan = DumpPlan.of(conversion);
        String name = "_" + EncodedName.of(plan.schema().table());
        return List.of(
                new CompanionFile(name + ".sql", CreateScript.of(plan)),
                new CompanionFile(name + ".load.sql", LoadScript.of(plan, files)));
    }

    @Override
    public ReadBack readBack(Path file, Conversion conversion, Configuration hadoop) throws IOException {
        return DumpRowReader.read(file, DumpPlan.of(conversion), hadoop);
    }
}
