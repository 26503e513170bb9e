package io.tracker.jobs.dump;

import com.github.luben.zstd.ZstdOutputStream;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.ValueDigest;
import io.tracker.jobs.file.PendingFile;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.row.BackupRow;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Writes rows to one file of a dump. Memory: one line. */
final class DumpRowWriter implements RowWriter {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DumpPlan plan;
    private final Path path;
    private final ValueDigest digest = new ValueDigest();
    private final Ledger ledger = new Ledger();
    private final DumpLine line;
    private final DumpRowConverter[] sources;
    private final PendingFile file;
    private final OutputStream output;
    private long rows;
    private boolean failed;
    private boolean ended;

    DumpRowWriter(Path path, DumpPlan plan, Configuration hadoop) throws IOException {
        this.plan = plan;
        this.path = path;
        this.line = new DumpLine(plan.options(), digest);
        this.sources = new DumpRowConverter[plan.schema().sources().size()];
        this.file = new PendingFile(path, hadoop);
        this.output = open();
    }

    @Override
    public void write(BackupRow row) throws IOException {
        requireOpen();
        failed = true;
        DumpRowConverter source = sources[row.source()];
        if (source == null) {
            source = new DumpRowConverter(plan, row.source(), ledger);
            sources[row.source()] = source;
        }
        line.begin();
        source.convert(row.cursor(), line);
        line.end(output);
        rows++;
        failed = false;
    }

    @Override
    public long size() {
        return file.count();
    }

    @Override
    public RowFormat.Written commit() throws IOException {
        requireOpen();
        failed = true;
        output.close();
        file.commit();
        failed = false;
        ended = true;
        return new RowFormat.Written(rows, file.count(), digest.value(), ledger.entries());
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        file.discard();
        try {
            output.close();
        } finally {
            file.close();
        }
    }

    private OutputStream open() throws IOException {
        try {
            OutputStream buffered = new BufferedOutputStream(file.stream(), BUFFER_BYTES);
            return switch (plan.options().compression()) {
                case NONE -> buffered;
                case GZIP -> new GZIPOutputStream(buffered, BUFFER_BYTES);
                case ZSTD -> new BufferedOutputStream(new ZstdOutputStream(buffered).setChecksum(true), BUFFER_BYTES);
            };
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void requireOpen() {
        if (failed || ended) {
            throw new IllegalStateException("File of a dump is not open any more: " + path);
        }
    }
}
