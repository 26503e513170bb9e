package io.tracker.agent.table;

import io.tracker.agent.server.TableName;
import io.tracker.schemas.names.TableDay;

/**
 * A table's next try.
 *
 * @param table which
 * @param attempt from 1
 */
record Turn(TableDay table, int attempt) {
    Turn next() {
        return new Turn(table, attempt + 1);
    }

    TableName name() {
        return new TableName(table.table().schema(), table.table().table());
    }
}
