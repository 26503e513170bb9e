package io.tracker.testing.line;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.Comparison;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.SqlClient;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.SeededData;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The words of the demo. */
final class DemoText {
    private static final int SHOWN_VALUE = 90;

    private final Screen screen;
    private final Project project;
    private final Path folder;

    DemoText(Screen screen, Project project, Path folder) {
        this.screen = screen;
        this.project = project;
        this.folder = folder;
    }

    /** Where the demo leaves its configurations, logs, Parquet and dumps. */
    Path folder() {
        return folder;
    }

    void title(String title, DemoOptions options) {
        screen.title(title);
        screen.say("Engine " + options.engine().title() + ", scale " + options.scale() + ", seed " + options.seed());
    }

    void servers(Line line) {
        for (Node node : line.servers().nodes()) {
            screen.say(node.toString());
        }
        screen.say("S3 (" + line.store() + ")");
        screen.sayWithSeconds("All processes are this user's own, their data is temporary.");
    }

    void data(SeededData data) {
        TextTable table = new TextTable("table", ">rows");
        data.rows().forEach((name, rows) -> table.row(name, Screen.count(rows)));
        screen.say(table.render());
        screen.sayWithSeconds("The continuous writer inserts, updates and deletes while all that follows happens.");
    }

    void agent(ToolOutcome outcome) {
        screen.say(outcome.words().strip().indent(2).stripTrailing());
        screen.sayWithSeconds("exit code " + outcome.exitCode());
    }

    void cutoff(JsonNode evidence, BackupManifest manifest) {
        screen.say("How the cutoff was proved, as every manifest says: proof by the "
                + evidence.path("proof").asText() + " that everything before "
                + evidence.path("cutoff").asText() + " is in the snapshot");
        evidence.path("details")
                .fields()
                .forEachRemaining(detail -> screen.say("  " + detail.getKey() + ": "
                        + shortened(detail.getValue().asText())));
        screen.say("  position of the snapshot: " + shortened(manifest.position()));
    }

    void jobs(ToolOutcome outcome, StoreAddress warehouse) {
        outcome.lines().stream()
                .filter(line -> line.contains(": published in ") || line.contains("already done"))
                .forEach(line -> screen.say("  " + line));
        outcome.lines().stream().filter(line -> line.startsWith("  ledger")).forEach(line -> screen.say("  " + line));
        screen.sayWithSeconds("exit code " + outcome.exitCode() + ", output in " + warehouse.hadoopRoot());
    }

    void proof(List<TableProof> proofs) {
        TextTable table = new TextTable(
                "table",
                ">rows",
                "at the server",
                "in the backup",
                "in the dump",
                "loaded back",
                "typed, at the server",
                "in the Parquet");
        for (TableProof proof : proofs) {
            table.row(
                    proof.name() + (proof.shards() > 1 ? " (" + proof.shards() + " shards)" : ""),
                    Screen.count(proof.rows()),
                    proof.backup().expected().shortDigest(),
                    cell(proof.backup()),
                    cell(proof.dump()),
                    cell(proof.loaded()),
                    proof.parquet().expected().shortDigest(),
                    cell(proof.parquet()));
        }
        screen.say(table.render());
        screen.say("""
                Each digest is of all rows, read by code that shares nothing with the agent or the jobs: the server by its own
                rendering, the backup by Avro's reader, the Parquet by DuckDB, the dump by a parser of its own and by LOAD DATA into
                an empty schema. Parquet holds typed values, so it is compared with the server's values typed by the server itself.""");
        proofs.forEach(
                proof -> proof.differences().forEach(difference -> screen.say(screen.mark(false) + " " + difference)));
        TableProof.Sizes sizes =
                proofs.stream().map(TableProof::sizes).reduce(new TableProof.Sizes(0, 0, 0), TableProof.Sizes::plus);
        screen.sayWithSeconds("Sizes: backup " + Screen.bytes(sizes.backup()) + ", Parquet "
                + Screen.bytes(sizes.parquet()) + ", dump " + Screen.bytes(sizes.dump()));
    }

    private String cell(Comparison comparison) {
        String rows = comparison.got().rows() == comparison.expected().rows()
                ? ""
                : " " + Screen.count(comparison.got().rows()) + " rows";
        return screen.mark(comparison.equal()) + " " + comparison.got().shortDigest() + rows;
    }

    void writes(long commits) {
        screen.say(Screen.count(commits) + " transactions were written to the primary meanwhile.");
    }

    void queries(Line line) throws SQLException {
        for (Map.Entry<String, String> query : DemoQueries.over(parquet(line)).entrySet()) {
            screen.say(query.getKey());
            screen.say(DuckDbQuery.run(query.getValue()).indent(2));
        }
    }

    void ending(Line line, boolean equal, long nanos) {
        screen.step(equal ? "Everything is equal" : "NOT everything is equal: see above");
        screen.say(screen.mark(equal) + " the whole line took " + Screen.seconds(Duration.ofNanos(nanos)));
        screen.say("");
        screen.say("Where everything lies");
        screen.say("  Parquet                 " + parquet(line));
        screen.say("  dump                    " + folder().resolve("dump"));
        screen.say("  configurations, logs    " + folder());
        screen.say("  backups, manifests      " + line.backups() + " (gone when the demo ends, unless --keep)");
        screen.say("");
        screen.say("What to try next");
        screen.say("  ./tracker demo --keep                     look around: servers, store, tools");
        screen.say("  ./tracker demo --engine " + other(line) + "              the same on the other engine");
        screen.say("  ./tracker demo failover                   a replica is promoted in the middle of its dump");
        screen.say("  ./tracker demo --scale 5 --seed 7         other and more data");
        screen.say("  ./tracker agent help, ./tracker jobs help");
    }

    void keep(Line line) throws java.io.IOException {
        Node primary = line.primary();
        String client = String.join(" ", new SqlClient(line.servers().installation(), primary).command());
        Path config = line.agent(line.replica()).config();
        String jobs = "--conf " + line.jobs().config() + " --warehouse "
                + line.warehouse("parquet").hadoopRoot() + " --dt " + line.dt() + " --all-tables";
        screen.step("The servers stay up. Press Enter (or Ctrl-C) to end them. In another terminal, in "
                + project.root() + ":");
        screen.say(client + " social");
        for (String command : List.of("doctor", "list", "verify", "backup")) {
            screen.say("./tracker agent " + command + " --config " + config);
        }
        screen.say("./tracker jobs verify " + jobs);
        screen.say(
                "./tracker jobs convert --to parquet --root " + line.backups().hadoopRoot() + " " + jobs);
        screen.say("java -cp 'testing/line/target/*:testing/line/target/lib/*' " + DuckDbQuery.class.getName() + " \\\n"
                + "  \"SELECT state, count(*) FROM '" + parquet(line) + "/social/users/*/*.parquet' GROUP BY state\"");
    }

    private static Path parquet(Line line) {
        return line.options().folder().resolve("parquet");
    }

    static String other(Line line) {
        return switch (line.servers().installation().engine()) {
            case MARIADB -> "mysql";
            case MYSQL -> "mariadb";
        };
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_VALUE ? line : line.substring(0, SHOWN_VALUE) + "…";
    }
}
