package io.tracker.jobs.plan;

import io.tracker.jobs.filter.KeyFilter;
import io.tracker.jobs.filter.KeyRange;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.schema.SourceSchema;
import io.tracker.schemas.digest.Digest128;
import io.tracker.schemas.manifest.Manifest;
import io.tracker.schemas.names.TableRef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one job does, fixed before it starts: driver, tasks and committer all go by it.
 *
 * @param root the backup root
 * @param name the table
 * @param dt the day
 * @param format the word of {@code --to}
 * @param conversion schemas and options
 * @param columns the output's columns
 * @param manifests one a shard, in order of their shards
 * @param allowedGaps what is missing and was allowed to be
 */
public record ConversionPlan(
        String root,
        TableName name,
        LocalDate dt,
        String format,
        Conversion conversion,
        List<RowFormat.OutputColumn> columns,
        List<SourceManifest> manifests,
        List<Gap> allowedGaps) {
    public ConversionPlan {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(dt, "dt");
        Objects.requireNonNull(conversion, "conversion");
        columns = List.copyOf(columns);
        manifests = List.copyOf(manifests);
        allowedGaps = List.copyOf(allowedGaps);
        for (SourceManifest manifest : manifests) {
            if (manifest.source() >= conversion.sources().size()) {
                throw new IllegalArgumentException("Manifest of " + manifest.table() + " has no source schema (got "
                        + manifest.source() + " of " + conversion.sources().size() + ")");
            }
        }
    }

    /**
     * Plans a job: manifests whose schemas have the same hash share a source, and the format unifies the sources to its columns.
     *
     * @param manifests the current ones, in order of their shards
     * @throws IOException if the schemas cannot be unified or converted
     * @throws io.tracker.jobs.failure.OperatorException if the rows that are wanted cannot be told by the table's key
     */
    public static ConversionPlan of(
            String root, RowFormat format, Map<String, String> options, List<Manifest> manifests, List<Gap> allowedGaps)
            throws IOException {
        SourceSchemas sources = SourceSchemas.of(manifests);
        Conversion conversion = new Conversion(sources.sources(), options);
        TableRef first = manifests.get(0).table().table();
        ConversionPlan plan = new ConversionPlan(
                root,
                new TableName(first.dataset(), first.table()),
                manifests.get(0).table().dt(),
                format.name(),
                conversion,
                format.columns(conversion),
                manifests.stream()
                        .map(manifest -> SourceManifest.of(manifest, sources.indexOf(manifest)))
                        .toList(),
                allowedGaps);
        // A key that the table does not have is told before a job starts.
        plan.filters();
        return plan;
    }

    /** Which rows are wanted, for each source schema. */
    public List<KeyFilter> filters() {
        KeyRange wanted = KeyRange.of(conversion.options());
        return conversion.sources().stream()
                .map(source -> KeyFilter.of(wanted, source.schema()))
                .toList();
    }

    /**
     * What tasks need of the plan: neither the manifests nor the names of all shards, which would be read by each of a thousand tasks. Of each
     * source schema one shard is named.
     */
    ConversionPlan forTasks() {
        return with(
                conversion.sources().stream()
                        .map(source -> new SourceSchema(
                                source.schema(), source.tables().subList(0, 1)))
                        .toList(),
                List.of());
    }

    /** The whole plan again: what tasks need, with the manifests. */
    ConversionPlan with(List<SourceManifest> all) {
        List<List<TableRef>> tables = new ArrayList<>();
        conversion.sources().forEach(source -> tables.add(new ArrayList<>()));
        all.forEach(manifest -> tables.get(manifest.source()).add(manifest.table()));
        List<SourceSchema> sources = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            sources.add(new SourceSchema(conversion.sources().get(i).schema(), tables.get(i)));
        }
        return with(sources, all);
    }

    private ConversionPlan with(List<SourceSchema> sources, List<SourceManifest> all) {
        return new ConversionPlan(
                root, name, dt, format, new Conversion(sources, conversion.options()), columns, all, allowedGaps);
    }

    /** Rows that the manifests promise. */
    public long rows() {
        return manifests.stream().mapToLong(SourceManifest::rows).reduce(0, Math::addExact);
    }

    /** Digest of the rows that the manifests promise. */
    public Digest128 rowDigest() {
        return manifests.stream().map(SourceManifest::digest).reduce(Digest128.ZERO, Digest128::plus);
    }

    /** The table and day, for messages. */
    public String title() {
        return name + " dt=" + dt;
    }
}
