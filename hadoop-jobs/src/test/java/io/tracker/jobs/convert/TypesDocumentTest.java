package io.tracker.jobs.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.jobs.charset.TextDecoders;
import io.tracker.jobs.dump.DumpFormat;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.parquet.ParquetFormat;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.schemas.types.ColumnType;
import io.tracker.schemas.types.MySqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/types.md says what the code does. */
class TypesDocumentTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final String document = read();

    @Test
    void tellsOfEveryTypeWhatBecomesOfIt() throws Exception {
        Set<MySqlType> told = EnumSet.noneOf(MySqlType.class);
        for (List<String> row : rowsUnder("| MySQL | Parquet |")) {
            for (String declaration : quoted(row.get(0))) {
                BackupTable table = table(declaration);
                ColumnType type = table.schema().columns().get(0).type();
                told.add(type.type());
                assertEquals(
                        row.get(1),
                        "`"
                                + new ParquetFormat()
                                        .columns(table.conversion(Map.of()))
                                        .get(0)
                                        .type() + "`",
                        declaration);
                assertEquals(row.get(2), policies(type), declaration);
                assertEquals(
                        row.get(3),
                        new DumpFormat()
                                .columns(table.conversion(Map.of()))
                                .get(0)
                                .type(),
                        declaration);
                assertEquals(row.get(4), loaded(table.conversion(Map.of())), declaration);
            }
        }
        assertEquals(EnumSet.allOf(MySqlType.class), told);
    }

    @Test
    void tellsEveryReasonAndEveryPolicy() {
        Set<String> reasons = new TreeSet<>();
        for (Lookalikes.Meaning meaning : Lookalikes.Meaning.values()) {
            if (meaning != Lookalikes.Meaning.ITSELF) {
                reasons.add(meaning.word());
            }
        }
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.OK) {
                reasons.add(verdict.word());
            }
        }
        assertEquals(reasons, firstWords("| reason in the ledger"));
        Set<String> policies = new TreeSet<>();
        for (Policy policy : Policy.values()) {
            policies.add(policy.word());
        }
        assertEquals(policies, firstWords("| policy | effect |"));
    }

    @Test
    void listsTheCharsetsThatAreHandled() {
        Matcher list = Pattern.compile("CONVERT has it: (.+?)\\. Any other", Pattern.DOTALL)
                .matcher(document.replaceAll("\\s+", " "));
        assertTrue(list.find());
        for (String charset : list.group(1).replaceAll("\\([^)]*\\)", "").split(",")) {
            assertTrue(TextDecoders.of(charset.strip()).isPresent(), charset);
        }
    }

    private static BackupTable table(String declaration) {
        BackupTable table = BackupTable.of("pins", "t");
        MySqlType type = BackupTable.of("pins", "t")
                .column("c", declaration)
                .schema()
                .columns()
                .get(0)
                .type()
                .type();
        return type == MySqlType.TEXT || type == MySqlType.ENUM || type == MySqlType.SET
                ? table.text("c", declaration, "utf8mb4")
                : table.column("c", declaration);
    }

    private static String policies(ColumnType type) {
        Policy usual = Policy.usual(type);
        List<String> words = new ArrayList<>(List.of(usual.word()));
        Policy.allowed(type).stream()
                .filter(policy -> policy != usual)
                .map(Policy::word)
                .forEach(words::add);
        return String.join(" ", words);
    }

    private static String loaded(Conversion conversion) throws IOException {
        String script = new DumpFormat()
                .companions(conversion, List.of(new OutputFile("f", 0, 0)))
                .get(1)
                .text();
        Matcher assignment = Pattern.compile("SET `c` = (.+);").matcher(script);
        return assignment.find() ? "`" + assignment.group(1).replace("@c1", "@c") + "`" : "the field";
    }

    private Set<String> firstWords(String header) {
        return rowsUnder(header).stream()
                .map(row -> quoted(row.get(0)).get(0))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<List<String>> rowsUnder(String header) {
        List<List<String>> rows = new ArrayList<>();
        String[] lines = document.substring(document.indexOf(header)).split("\n");
        for (int i = 2; i < lines.length && lines[i].startsWith("|"); i++) {
            List<String> cells = new ArrayList<>();
            for (String cell : lines[i].substring(1, lines[i].length() - 1).split("\\|")) {
                cells.add(cell.strip());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<String> quoted(String cell) {
        List<String> words = new ArrayList<>();
        Matcher word = QUOTED.matcher(cell);
        while (word.find()) {
            words.add(word.group(1));
        }
        return words;
    }

    private static String read() {
        try {
            return Files.readString(Path.of(System.getProperty("tracker.root"), "docs", "types.md"));
        } catch (IOException e) {
            throw new IllegalStateException("docs/types.md cannot be read", e);
        }
    }
}
