package io.tracker.jobs.parquet;

import io.tracker.jobs.convert.CellPlan;
import io.tracker.jobs.convert.PlannedColumn;
import io.tracker.jobs.schema.UnifiedColumn;
import io.tracker.schemas.types.CapturedColumn;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file's key/value metadata: {@code tracker.dataset}, {@code tracker.table}, what the job adds, and of each column what Parquet's
 * types do not say, as {@code tracker.column.<name>.type} and so on.
 */
final class FileMetadata {
    private static final String PREFIX = "tracker.";

    private FileMetadata() {}

    static Map<String, String> of(CellPlan plan, Map<String, String> options) {
        Map<String, String> metadata = new TreeMap<>();
        options.forEach((name, value) -> {
            if (name.startsWith(ParquetOptions.METADATA_PREFIX)) {
                metadata.put(PREFIX + name.substring(ParquetOptions.METADATA_PREFIX.length()), value);
            }
        });
        metadata.put(PREFIX + "dataset", plan.schema().dataset());
        metadata.put(PREFIX + "table", plan.schema().table());
        for (PlannedColumn planned : plan.columns()) {
            CapturedColumn column = planned.column().column();
            metadata.put(key(planned.column(), "type"), column.columnType());
            metadata.put(key(planned.column(), "policy"), planned.policy().word());
            column.charset().ifPresent(charset -> metadata.put(key(planned.column(), "charset"), charset));
            column.collation().ifPresent(collation -> metadata.put(key(planned.column(), "collation"), collation));
            if (!column.comment().isEmpty()) {
                metadata.put(key(planned.column(), "comment"), column.comment());
            }
        }
        return metadata;
    }

    static String key(UnifiedColumn column, String what) {
        return PREFIX + "column." + column.name() + "." + what;
    }
}
