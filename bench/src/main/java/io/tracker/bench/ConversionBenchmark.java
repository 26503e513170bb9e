package io.tracker.bench;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.CellSink;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.RowConverter;
import io.tracker.jobs.dump.DumpFormat;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.parquet.ParquetFormat;
import io.tracker.jobs.row.BackupRow;
import io.tracker.jobs.schema.SchemaUnifier;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.container.MalformedRowException;
import io.tracker.schemas.container.RowCursor;
import io.tracker.schemas.container.RowEncoder;
import io.tracker.schemas.layout.RowLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The inner loops of a conversion: rows apart, typed, digested, and written. One operation is one row. Files are local. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ConversionBenchmark {
    /** Rows an invocation: enough for several pages of each column. */
    public static final int ROWS = 100_000;

    /** What the rows are made of. */
    @Param({"CALLS", "WIDE", "NARROW"})
    public String kind;

    private final Configuration hadoop = new Configuration(false);
    private RowLayout layout;
    private Conversion conversion;
    private byte[] encoded;
    private java.nio.file.Path folder;
    private int files;

    /** Makes the rows. */
    @Setup
    public void prepare() throws IOException {
        SampleRows sample = SampleRows.valueOf(kind);
        layout = RowLayout.of(sample.schema());
        conversion = new Conversion(List.of(new SourceSchema(sample.schema(), List.of(sample.table()))), Map.of());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        RowEncoder encoder = new RowEncoder(layout, 1 << 20);
        for (byte[][] row : sample.rows(ROWS)) {
            BackupBenchmark.encode(encoder, row);
            all.write(encoder.buffer(), 0, encoder.length());
        }
        encoded = all.toByteArray();
        folder = java.nio.file.Files.createTempDirectory("conversion-benchmark");
        hadoop.setClass("fs.file.impl", PlainFiles.class, FileSystem.class);
    }

    /** Removes what is left. */
    @TearDown
    public void clear() throws IOException {
        java.nio.file.Files.deleteIfExists(folder);
    }

    /** Encoded rows taken apart, and nothing else. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long parse() throws MalformedRowException {
        RowCursor cursor = new RowCursor(layout);
        long bytes = 0;
        for (int at = 0; at < encoded.length; ) {
            at = cursor.parse(encoded, at, encoded.length);
            bytes += cursor.rowLength();
        }
        return bytes;
    }

    /** Rows to typed values, which go nowhere. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long convert() throws IOException {
        CellPlan plan = CellPlan.of(SchemaUnifier.unify(conversion.sources()), Map.of());
        CountedCells cells = new CountedCells();
        RowConverter converter =
                new RowConverter(plan, Collections.nCopies(plan.columns().size(), cells), new Ledger());
        RowCursor cursor = new RowCursor(layout);
        BackupRow row = new BackupRow(cursor, 0);
        for (int at = 0; at < encoded.length; ) {
            at = cursor.parse(encoded, at, encoded.length);
            converter.convert(row);
        }
        return cells.count;
    }

    /** Rows to a Parquet file. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RowFormat.Written parquet() throws IOException {
        return write(new ParquetFormat());
    }

    /** Rows to a legacy dump, which escapes text. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public RowFormat.Written dump() throws IOException {
        return write(new DumpFormat());
    }

    /** Files without checksum files beside them and without a {@code chmod} started for each, which is no part of what is measured. */
    public static final class PlainFiles extends RawLocalFileSystem {
        @Override
        public void setPermission(Path file, FsPermission permission) {}
    }

    /** Counts values. */
    private static final class CountedCells implements CellSink {
        private long count;

        @Override
        public void addNull() {
            count++;
        }

        @Override
        public void addBoolean(boolean value) {
            count++;
        }

        @Override
        public void addInt32(int value) {
            count++;
        }

        @Override
        public void addInt64(long value) {
            count++;
        }

        @Override
        public void addFloat(float value) {
            count++;
        }

        @Override
        public void addDouble(double value) {
            count++;
        }

        @Override
        public void addBytes(byte[] data, int start, int length) {
            count++;
        }
    }

    private RowFormat.Written write(RowFormat format) throws IOException {
        java.nio.file.Path file = folder.resolve(files++ + format.suffix(conversion));
        RowCursor cursor = new RowCursor(layout);
        BackupRow row = new BackupRow(cursor, 0);
        try (RowWriter writer = format.create(new Path(file.toUri()), conversion, hadoop)) {
            for (int at = 0; at < encoded.length; ) {
                at = cursor.parse(encoded, at, encoded.length);
                writer.write(row);
            }
            return writer.commit();
        } finally {
            java.nio.file.Files.deleteIfExists(file);
        }
    }
}
