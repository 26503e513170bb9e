package io.tracker.agent.config;

import io.tracker.agent.select.ColumnRule;
import io.tracker.agent.select.Escaped;
import io.tracker.agent.select.MaskKey;
import io.tracker.agent.select.TablePattern;
import io.tracker.agent.select.TableSelection;
import io.tracker.schemas.types.Masking.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which tables and columns are taken. */
final class SelectionReader {
    private static final Map<String, How> MASKS = Map.of(How.HASH.word(), How.HASH, How.NULL.word(), How.NULL);
    private static final String TABLE = "dataset.table, such as ads.* or pins.tmp_*";
    private static final String COLUMN =
            "dataset.table.column, such as users.accounts.email; the column without * and ?";

    private final ConfigValues values;
    private final CredentialsFile files;

    SelectionReader(ConfigValues values, CredentialsFile files) {
        this.values = values;
        this.files = files;
    }

    TableSelection read() {
        Optional<SecretSource> keyFile = values.secret(ConfigKey.COLUMNS_HASH_KEY_FILE);
        List<ColumnRule> columns = new ArrayList<>();
        for (String text : list(ConfigKey.COLUMNS_EXCLUDE)) {
            ColumnRule.of(text, How.EXCLUDED)
                    .ifPresentOrElse(columns::add, () -> values.wrong(ConfigKey.COLUMNS_EXCLUDE, text, COLUMN));
        }
        for (String text : list(ConfigKey.COLUMNS_MASK)) {
            mask(text).ifPresent(columns::add);
        }
        boolean hashes = list(ConfigKey.COLUMNS_MASK).stream().anyMatch(text -> text.endsWith(":hash"));
        if (hashes && keyFile.isEmpty()) {
            values.problem("key is missing: " + ConfigKey.COLUMNS_HASH_KEY_FILE.key() + " (columns.mask hashes)");
        }
        return new TableSelection(
                Set.copyOf(list(ConfigKey.SCHEMAS_EXCLUDE)),
                tables(ConfigKey.TABLES_INCLUDE),
                tables(ConfigKey.TABLES_EXCLUDE),
                tables(ConfigKey.TABLES_FIRST),
                columns,
                keyFile.flatMap(file -> files.key(file, MaskKey.LEAST_BYTES)).map(MaskKey::new));
    }

    private Optional<ColumnRule> mask(String text) {
        int colon = text.lastIndexOf(':');
        How how = colon < 0 ? null : MASKS.get(text.substring(colon + 1).strip());
        Optional<ColumnRule> rule = how == null
                ? Optional.empty()
                : ColumnRule.of(text.substring(0, colon).strip(), how);
        if (rule.isEmpty()) {
            values.wrong(
                    ConfigKey.COLUMNS_MASK, text, "dataset.table.column:hash or :null; the column without * and ?");
        }
        return rule;
    }

    private List<TablePattern> tables(ConfigKey key) {
        List<TablePattern> patterns = new ArrayList<>();
        for (String text : list(key)) {
            TablePattern.of(text).ifPresentOrElse(patterns::add, () -> values.wrong(key, text, TABLE));
        }
        return patterns;
    }

    private List<String> list(ConfigKey key) {
        return values.text(key).stream()
                .flatMap(text -> Escaped.split(text, ',').stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }
}
