package io.tracker.jobs.report;

import io.tracker.schemas.manifest.Manifest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** What each host did in each night, and how that compares with earlier nights. Not thread safe. */
final class HostNights {
    /** A night slower than this share of the median is slow. */
    static final double SLOW_SHARE = 0.6;

    /** Fewer earlier nights are no history. */
    static final int LEAST_NIGHTS = 3;

    private static final double MILLIS = 1000;

    private final SortedMap<String, SortedMap<LocalDate, SortedMap<String, Night>>> sets = new TreeMap<>();

    private static final class Night {
        private final BusyTime time = new BusyTime();
        private int tables;
        private long rowBytes;
    }

    void add(Manifest manifest) {
        Night night = sets.computeIfAbsent(manifest.table().table().replicaSet(), any -> new TreeMap<>())
                .computeIfAbsent(manifest.table().dt(), any -> new TreeMap<>())
                .computeIfAbsent(manifest.server().host(), any -> new Night());
        night.time.add(manifest.run().startedAt(), manifest.run().finishedAt());
        night.tables++;
        night.rowBytes += manifest.totals().rowBytes();
    }

    /** In order of replica sets and hosts; a day before the first serves as history alone. */
    List<HostRow> rows(List<LocalDate> days) {
        List<HostRow> rows = new ArrayList<>();
        sets.forEach((name, nights) -> figures(nights)
                .forEach((host, known) -> rows.add(new HostRow(
                        name,
                        host,
                        days.stream()
                                .map(day -> Optional.ofNullable(known.get(day)))
                                .toList()))));
        return rows;
    }

    private static SortedMap<String, Map<LocalDate, HostRow.Figures>> figures(
            SortedMap<LocalDate, SortedMap<String, Night>> nights) {
        SortedMap<String, Map<LocalDate, HostRow.Figures>> hosts = new TreeMap<>();
        Map<String, EarlierNights> own = new HashMap<>();
        EarlierNights ofSet = new EarlierNights();
        nights.forEach((dt, day) -> {
            List<HostRow.Figures> now = new ArrayList<>();
            day.forEach((host, night) -> {
                EarlierNights ofHost = own.computeIfAbsent(host, any -> new EarlierNights());
                HostRow.Figures figures = figures(night, ofHost, ofSet);
                hosts.computeIfAbsent(host, any -> new HashMap<>()).put(dt, figures);
                ofHost.add(figures);
                now.add(figures);
            });
            now.forEach(ofSet::add);
        });
        return hosts;
    }

    private static HostRow.Figures figures(Night night, EarlierNights ofHost, EarlierNights ofSet) {
        HostRow.History history = history(ofHost, ofSet);
        EarlierNights earlier =
                switch (history) {
                    case OWN -> ofHost;
                    case REPLICA_SET -> ofSet;
                    case NONE -> new EarlierNights();
                };
        double took = night.time.total().toMillis() / MILLIS;
        OptionalDouble speed = took > 0 ? OptionalDouble.of(night.rowBytes / took) : OptionalDouble.empty();
        OptionalDouble usual = earlier.medianSpeed();
        boolean slow = speed.isPresent() && usual.isPresent() && speed.getAsDouble() < SLOW_SHARE * usual.getAsDouble();
        return new HostRow.Figures(
                night.tables,
                took,
                night.rowBytes,
                speed,
                history,
                earlier.count(),
                earlier.medianSeconds(),
                usual,
                slow);
    }

    private static HostRow.History history(EarlierNights ofHost, EarlierNights ofSet) {
        if (ofHost.count() >= LEAST_NIGHTS) {
            return HostRow.History.OWN;
        }
        return ofSet.count() >= LEAST_NIGHTS ? HostRow.History.REPLICA_SET : HostRow.History.NONE;
    }
}
