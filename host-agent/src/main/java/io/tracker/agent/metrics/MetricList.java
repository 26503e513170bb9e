package io.tracker.agent.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Metrics of one replica set, as they are named and told. */
final class MetricList {
    private static final String PREFIX = "tracker_agent_";

    private final Labels common;
    private final List<MetricSnapshot> all = new ArrayList<>();

    MetricList(String replicaSet) {
        this.common = Labels.of("replica_set", replicaSet);
    }

    void gauge(String name, String help, double value) {
        gauges(name, help, Map.of(Labels.EMPTY, value));
    }

    /** A count, or whole seconds: exact up to 2^53. */
    void gauge(String name, String help, long value) {
        gauge(name, help, (double) value);
    }

    void gauges(String name, String help, Map<Labels, Double> values) {
        GaugeSnapshot.Builder builder =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((labels, value) -> builder.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(common.merge(labels))
                .value(value)
                .build()));
        all.add(builder.build());
    }

    void counter(String name, String help, long value) {
        counters(name, help, Map.of(Labels.EMPTY, (double) value));
    }

    /** The text format adds {@code _total} to the name. */
    void counters(String name, String help, Map<Labels, Double> values) {
        CounterSnapshot.Builder builder =
                CounterSnapshot.builder().name(PREFIX + name).help(help);
        values.forEach((labels, value) -> builder.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(common.merge(labels))
                .value(value)
                .build()));
        all.add(builder.build());
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(all);
    }
}
