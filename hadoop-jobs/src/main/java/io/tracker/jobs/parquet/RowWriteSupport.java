package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.Ledger;
import io.tracker.jobs.convert.RowConverter;
import io.tracker.jobs.convert.ValueDigest;
import io.tracker.jobs.row.BackupRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Gives rows to Parquet, value by value. Not thread safe. */
final class RowWriteSupport extends WriteSupport<BackupRow> {
    private final CellPlan plan;
    private final Map<String, String> metadata;
    private final ValueDigest digest = new ValueDigest();
    private final Ledger ledger = new Ledger();
    private RecordConsumer file;
    private RowConverter converter;

    RowWriteSupport(CellPlan plan, Map<String, String> metadata) {
        this.plan = plan;
        this.metadata = Map.copyOf(metadata);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ParquetSchemas.of(plan), metadata);
    }

    /** Abstract still, though nothing calls it any more. */
    @Override
    public WriteContext init(Configuration configuration) {
        return new WriteContext(ParquetSchemas.of(plan), metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        file = consumer;
        List<ParquetCell> cells = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            cells.add(new ParquetCell(
                    plan.columns().get(i).column().name(),
                    i,
                    plan.columns().get(i).target(),
                    consumer,
                    digest));
        }
        converter = new RowConverter(plan, cells, ledger);
    }

    @Override
    public void write(BackupRow row) {
        file.startMessage();
        digest.begin();
        try {
            converter.convert(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        digest.end();
        file.endMessage();
    }

    /** What is known only now: the reference systems of geometries. */
    @Override
    public FinalizedWriteContext finalizeWrite() {
        Map<String, String> late = new HashMap<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            String key = FileMetadata.key(plan.columns().get(i).column(), "srid");
            converter.srid(i).value().ifPresent(srid -> late.put(key, Integer.toUnsignedString(srid)));
        }
        return new FinalizedWriteContext(late);
    }

    ValueDigest digest() {
        return digest;
    }

    Ledger ledger() {
        return ledger;
    }
}
