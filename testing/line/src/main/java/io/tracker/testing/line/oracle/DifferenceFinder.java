package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the first difference of two bags in one of their buckets, by reading both again. Holds the rows of one bucket in memory. */
final class DifferenceFinder {
    private final Rows expected;
    private final Rows got;
    private final Shape shape;
    private final int bucket;

    DifferenceFinder(Rows expected, Rows got, Shape shape, int bucket) {
        this.expected = expected;
        this.got = got;
        this.shape = shape;
        this.bucket = bucket;
    }

    String find() throws IOException {
        Map<ByteBuffer, List<byte[][]>> wanted = rowsByHash(expected);
        Map<ByteBuffer, List<byte[][]>> found = rowsByHash(got);
        List<byte[][]> missing = surplus(wanted, found);
        List<byte[][]> extra = surplus(found, wanted);
        missing.sort(this::byKey);
        extra.sort(this::byKey);
        for (byte[][] row : missing) {
            for (byte[][] other : extra) {
                if (!shape.key().isEmpty() && byKey(row, other) == 0) {
                    return firstCell(row, other);
                }
            }
        }
        if (!missing.isEmpty()) {
            return "row is missing in " + got.place() + ": " + key(missing.get(0));
        }
        if (!extra.isEmpty()) {
            byte[][] row = extra.get(0);
            boolean known = wanted.containsKey(ByteBuffer.wrap(new RowBag(shape).hash(row)));
            return (known ? "row is too often in " : "row should not be in ") + got.place() + ": " + key(row);
        }
        return "digests differ, but a second reading finds no difference: one side did not stand still";
    }

    private String firstCell(byte[][] wanted, byte[][] found) {
        for (int i = 0; i < wanted.length; i++) {
            if (!Arrays.equals(wanted[i], found[i])) {
                Column column = shape.columns().get(i);
                return "cell differs: " + key(wanted) + " column " + column.name() + " (got "
                        + CellText.of(column, found[i]) + " in " + got.place() + ", expected "
                        + CellText.of(column, wanted[i]) + ")";
            }
        }
        throw new IllegalStateException("Rows with different hashes have equal cells: " + key(wanted));
    }

    private Map<ByteBuffer, List<byte[][]>> rowsByHash(Rows rows) throws IOException {
        RowBag bag = new RowBag(shape);
        Map<ByteBuffer, List<byte[][]>> byHash = new HashMap<>();
        rows.read(cells -> {
            if (bag.bucket(cells) == bucket) {
                byHash.computeIfAbsent(ByteBuffer.wrap(bag.hash(cells)), hash -> new ArrayList<>())
                        .add(cells);
            }
        });
        return byHash;
    }

    /** The rows that the one has more of than the other. */
    private static List<byte[][]> surplus(Map<ByteBuffer, List<byte[][]>> one, Map<ByteBuffer, List<byte[][]>> other) {
        List<byte[][]> surplus = new ArrayList<>();
        one.forEach((hash, rows) -> {
            int common = other.getOrDefault(hash, List.of()).size();
            surplus.addAll(rows.subList(Math.min(common, rows.size()), rows.size()));
        });
        return surplus;
    }

    private int byKey(byte[][] one, byte[][] other) {
        for (int index : shape.keyIndexes()) {
            int order = Arrays.compareUnsigned(one[index], other[index]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String key(byte[][] row) {
        return Arrays.stream(shape.keyIndexes())
                .mapToObj(index -> shape.columns().get(index).name() + "="
                        + CellText.of(shape.columns().get(index), row[index]))
                .collect(Collectors.joining(", "));
    }
}
