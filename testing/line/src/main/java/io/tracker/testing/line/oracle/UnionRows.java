package io.tracker.testing.line.oracle;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of several shards of one table, all of one shape. */
public final class UnionRows implements Rows {
    private final List<Rows> parts;

    public UnionRows(List<? extends Rows> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A union has no parts");
        }
        this.parts = List.copyOf(parts);
    }

    @Override
    public String place() {
        return parts.stream().map(Rows::place).distinct().collect(Collectors.joining(" + "));
    }

    @Override
    public Shape shape() throws IOException {
        Shape first = parts.get(0).shape();
        for (Rows part : parts) {
            if (!part.shape().equals(first)) {
                throw new MismatchException(
                        "Shards have different columns (got " + part.shape() + ", expected " + first + ")");
            }
        }
        return first;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Rows part : parts) {
            part.read(visitor);
        }
    }
}
