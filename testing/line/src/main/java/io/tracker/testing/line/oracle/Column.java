package io.tracker.testing.line.oracle;

/**
 * A column of rows that are compared.
 *
 * @param name its true name
 * @param kind what it holds
 * @param type its full type, which both sides must agree on: a server's {@code COLUMN_TYPE} with charset and collation, or the type that a
 *     reader of Parquet prints
 */
record Column(String name, Kind kind, String type) {
    /** The numbers in the parentheses of the type: {@code decimal(12,2)} has 12 and 2. */
    int[] arguments() {
        int open = type.indexOf('(');
        int close = type.indexOf(')', open + 1);
        if (open < 0 || close < 0 || kind == Kind.ENUM || kind == Kind.SET) {
            return new int[0];
        }
        String[] parts = type.substring(open + 1, close).split(",", -1);
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i].trim());
        }
        return numbers;
    }

    Column withType(String other) {
        return new Column(name, kind, other);
    }
}
