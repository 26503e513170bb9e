package io.tracker.jobs.schema;

import io.tracker.schemas.layout.BackupField;
import io.tracker.schemas.layout.RowLayout;
import io.tracker.schemas.types.CapturedColumn;
import io.tracker.schemas.types.Masking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Unifies the schemas that a table has over its shards, so that an ALTER in progress stops nothing.
 *
 * <p>Columns are the same when their names are, without regard to case, as on the server. A column that some source lacks is nullable.
 * Types widen as {@link TypeWidening} says. The result depends on nothing but the list of sources: driver, tasks and verification each
 * derive the same. Stateless.
 */
public final class SchemaUnifier {
    private SchemaUnifier() {}

    /**
     * Unifies.
     *
     * @param sources at least one
     * @throws SchemasDifferException naming every column that cannot be unified, with shards
     */
    public static TableSchema unify(List<SourceSchema> sources) throws SchemasDifferException {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("There is no schema to unify");
        }
        List<Map<String, UnifiedColumn.Origin>> origins =
                sources.stream().map(SchemaUnifier::origins).toList();
        List<CapturedColumn> declared = new ArrayList<>();
        List<String> conflicts = new ArrayList<>();
        for (String key : order(sources)) {
            widest(key, sources, origins, conflicts).ifPresent(declared::add);
        }
        if (!conflicts.isEmpty()) {
            throw new SchemasDifferException(sources.get(0).tables().get(0).table(), conflicts);
        }
        Optional<SourceSchema> covering =
                sources.stream().filter(source -> covers(source, declared)).findFirst();
        List<UnifiedColumn> columns = new ArrayList<>();
        for (CapturedColumn column : declared) {
            List<Optional<UnifiedColumn.Origin>> found = new ArrayList<>();
            origins.forEach(source -> found.add(Optional.ofNullable(source.get(key(column)))));
            // Without a source's own statement nothing computes the values on loading: they are data like any other.
            columns.add(new UnifiedColumn(covering.isPresent() ? column : stored(column), found));
        }
        return new TableSchema(
                sources, columns, covering.map(source -> source.schema().createTable()));
    }

    private static Map<String, UnifiedColumn.Origin> origins(SourceSchema source) {
        Map<String, CapturedColumn> columns = new HashMap<>();
        source.schema().columns().forEach(column -> columns.put(column.name(), column));
        List<BackupField> fields = RowLayout.of(source.schema()).fields();
        Map<String, UnifiedColumn.Origin> origins = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            BackupField field = fields.get(i);
            CapturedColumn column = columns.get(field.column());
            switch (field.part()) {
                case VALUE -> origins.put(key(column), new UnifiedColumn.Origin(column, i, OptionalInt.empty()));
                case ENUM_INDEX ->
                    origins.put(
                            key(column),
                            new UnifiedColumn.Origin(
                                    column, origins.get(key(column)).field(), OptionalInt.of(i)));
            }
        }
        return origins;
    }

    private static List<String> order(List<SourceSchema> sources) {
        List<String> order = new ArrayList<>();
        for (SourceSchema source : sources) {
            int at = 0;
            for (CapturedColumn column : source.schema().columns()) {
                int known = order.indexOf(key(column));
                if (known < 0) {
                    order.add(at++, key(column));
                } else {
                    at = known + 1;
                }
            }
        }
        return order;
    }

    private static Optional<CapturedColumn> widest(
            String key,
            List<SourceSchema> sources,
            List<Map<String, UnifiedColumn.Origin>> origins,
            List<String> conflicts) {
        CapturedColumn widest = null;
        SourceSchema from = null;
        boolean everywhere = true;
        for (int i = 0; i < sources.size(); i++) {
            UnifiedColumn.Origin origin = origins.get(i).get(key);
            if (origin == null) {
                everywhere = false;
            } else if (widest == null) {
                widest = origin.column();
                from = sources.get(i);
            } else if (!hash(key, from).equals(hash(key, sources.get(i)))) {
                conflicts.add("column " + widest.name() + " is " + hash(key, from) + " in " + shards(from) + ", "
                        + hash(key, sources.get(i)) + " in " + shards(sources.get(i)));
                return Optional.empty();
            } else {
                Optional<CapturedColumn> both = TypeWidening.widen(widest, origin.column());
                if (both.isEmpty()) {
                    conflicts.add("column " + widest.name() + " is " + words(widest) + " in " + shards(from) + ", "
                            + words(origin.column()) + " in " + shards(sources.get(i)));
                    return Optional.empty();
                }
                widest = both.get();
            }
        }
        return Optional.of(everywhere ? widest : nullable(widest));
    }

    /** A masked table's statement is the server's: it declares what the backup does not hold. */
    private static boolean covers(SourceSchema source, List<CapturedColumn> declared) {
        if (source.schema().masking().isPresent()) {
            return false;
        }
        List<CapturedColumn> own = source.schema().columns();
        if (own.size() != declared.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            CapturedColumn one = own.get(i);
            CapturedColumn other = declared.get(i);
            boolean same = key(one).equals(key(other))
                    && one.columnType().equals(other.columnType())
                    && one.charset().equals(other.charset())
                    && one.collation().equals(other.collation())
                    && one.nullable() == other.nullable()
                    && one.generated() == other.generated();
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static String key(CapturedColumn column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    /** Hashes and values in one column, or hashes of two keys, would look alike and mean nothing together. */
    private static String hash(String key, SourceSchema source) {
        return source.schema()
                .masking()
                .filter(masking -> masking.columns().stream()
                        .anyMatch(masked -> masked.how() == Masking.How.HASH
                                && masked.column().toLowerCase(Locale.ROOT).equals(key)))
                .map(masking -> "hashed with key " + masking.key().orElseThrow())
                .orElse("not hashed");
    }

    private static String words(CapturedColumn column) {
        return column.columnType() + column.charset().map(c -> " of " + c).orElse("");
    }

    private static String shards(SourceSchema source) {
        int others = source.tables().size() - 1;
        return source.tables().get(0).shard() + (others == 0 ? "" : " (and " + others + " more)");
    }

    private static CapturedColumn nullable(CapturedColumn column) {
        return TypeWidening.declare(column, column.dataType(), column.columnType(), true, false);
    }

    private static CapturedColumn stored(CapturedColumn column) {
        return TypeWidening.declare(column, column.dataType(), column.columnType(), column.nullable(), false);
    }
}
