package io.tracker.bench.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was measured: for each table and contestant, in each round, a run over the rows and one over twice as many.
 *
 * @param gigabytes of text that the rows are, more in the larger size than in the smaller
 * @param layouts lines of {@link BlockLayouts}
 */
record Results(
        Map<BenchTable, Double> gigabytes,
        Map<Key, List<Map<Size, Usage>>> rounds,
        Map<BenchTable, List<String>> layouts) {
    /** Whose runs on which table. */
    record Key(BenchTable table, String contestant) {}

    static Results empty() {
        return new Results(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void add(BenchTable table, String contestant, Map<Size, Usage> round) {
        rounds.computeIfAbsent(new Key(table, contestant), key -> new ArrayList<>())
                .add(Map.copyOf(round));
    }

    /** What a GB more of rows costs, round by round. */
    List<Double> marginal(BenchTable table, String contestant, ToDoubleFunction<Usage> figure) {
        double gigabytesMore = gigabytes.get(table);
        return rounds.getOrDefault(new Key(table, contestant), List.of()).stream()
                .map(round -> (figure.applyAsDouble(round.get(Size.TWICE)) - figure.applyAsDouble(round.get(Size.ONCE)))
                        / gigabytesMore)
                .toList();
    }

    /** What a GB more of rows costs some together by what it costs another, round by round; empty where one did not run. */
    List<Double> ratio(BenchTable table, List<String> contestants, String peer, ToDoubleFunction<Usage> figure) {
        List<List<Double>> ours = contestants.stream()
                .map(contestant -> marginal(table, contestant, figure))
                .toList();
        List<Double> theirs = marginal(table, peer, figure);
        int paired = ours.stream().mapToInt(List::size).reduce(theirs.size(), Math::min);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < paired; i++) {
            int round = i;
            ratios.add(ours.stream().mapToDouble(each -> each.get(round)).sum() / theirs.get(round));
        }
        return ratios;
    }
}
