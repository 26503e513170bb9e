package io.tracker.agent.select;

import io.tracker.schemas.names.TableRef;
import java.util.Optional;

/** A pattern {@code dataset.table}; {@code pins.*} is a whole dataset. */
public final class TablePattern {
    private final NamePattern names;

    private TablePattern(NamePattern names) {
        this.names = names;
    }

    /** Empty if the text is no such pattern. */
    public static Optional<TablePattern> of(String text) {
        return NamePattern.of(text, 2).map(TablePattern::new);
    }

    boolean matches(TableRef table) {
        return names.matches(table.dataset(), table.table());
    }

    @Override
    public String toString() {
        return names.text();
    }
}
