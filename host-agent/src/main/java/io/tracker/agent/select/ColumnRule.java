package io.tracker.agent.select;

import io.tracker.schemas.names.TableRef;
import io.tracker.schemas.types.Masking.How;
import java.util.Objects;
import java.util.Optional;

/**
 * What is done to a column of the tables that a pattern names. The column has no wildcards: every one of these tables must have it, or a
 * column that was renamed would leave the host as it is.
 */
public final class ColumnRule {
    private static final int COLUMN = 2;

    private final NamePattern names;
    private final String column;
    private final How how;

    private ColumnRule(NamePattern names, String column, How how) {
        this.names = names;
        this.column = column;
        this.how = Objects.requireNonNull(how, "how");
    }

    /** Empty if the text is no {@code dataset.table.column}, or if its column has a wildcard. */
    public static Optional<ColumnRule> of(String text, How how) {
        return NamePattern.of(text, COLUMN + 1)
                .flatMap(names -> names.literal(COLUMN).map(column -> new ColumnRule(names, column, how)));
    }

    boolean concerns(TableRef table) {
        return names.matches(table.dataset(), table.table());
    }

    /** Whether it names one table, which must then be there. */
    boolean namesOneTable() {
        return names.literal(0).isPresent() && names.literal(1).isPresent();
    }

    String column() {
        return column;
    }

    How how() {
        return how;
    }

    /** {@code dataset.table.column:hash}. */
    @Override
    public String toString() {
        return names.text() + ":" + how.word();
    }
}
