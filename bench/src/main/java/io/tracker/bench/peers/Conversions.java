package io.tracker.bench.peers;

import io.tracker.bench.peers.Contestant.Attempt;
import io.tracker.testing.servers.ReplicaSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Stage 2: from what stage 1 left, or from text of the same rows, to Parquet compressed by zstd. And who does both stages at once. */
final class Conversions {
    /** The name of ours. */
    static final String JOBS = "tracker-jobs";

    /** From files to Parquet. */
    static final int STAGE = 2;

    private static final List<String> PEER_JVM = List.of("-Xmx1g");

    private Conversions() {}

    /** Where the backup lies that runs of ours convert. */
    static String prefix(BenchTable table, Size size) {
        return "stage2/" + size.schema() + "-" + table.key();
    }

    /** The jobs by their local runner, one mapper at a time, from a backup on S3, perhaps with an option. */
    static Contestant jobs(BenchServers servers, String dt, Optional<Setting> setting) {
        return new Contestant(Setting.name(JOBS, setting), STAGE, (table, size, folder) -> {
            Path warehouse = folder.resolve("warehouse");
            Path collections = folder.resolve("collections.log");
            List<String> options = Setting.jvm(BenchServers.jobsJvm(), setting);
            options.add(CollectionLog.option(collections));
            List<String> command = with(
                    servers.project().jobs(options),
                    "convert",
                    "--to",
                    setting.map(Setting::format).orElse("parquet"),
                    "--root",
                    servers.line().store().at(prefix(table, size)).hadoopRoot(),
                    "--warehouse",
                    warehouse.toUri().toString(),
                    "--dt",
                    dt,
                    "--all-tables",
                    "--local-maps",
                    "1",
                    "--progress",
                    "none",
                    "--conf",
                    servers.line().jobs().config().toString());
            setting.filter(option -> !option.isOfJvm())
                    .ifPresent(option -> Collections.addAll(command, "--option", option.toString()));
            return Attempt.leaving(command, warehouse).logging(collections);
        });
    }

    /** DuckDB, one thread, from text. */
    static Contestant duckDb(BenchServers servers) {
        return new Contestant(
                "DuckDB",
                STAGE,
                (table, size, folder) -> Attempt.leaving(
                        with(
                                servers.project().bench(PEER_JVM, "DuckDbParquet"),
                                servers.text(table, size).toString(),
                                folder.resolve("table.parquet").toString(),
                                table.duckDbColumns(),
                                table.duckDbSelect()),
                        folder));
    }

    /** Spark, two threads, from text. */
    static Contestant sparkCsv(BenchServers servers) {
        return new Contestant("Spark CSV", STAGE, (table, size, folder) -> {
            Path output = folder.resolve("parquet");
            return Attempt.leaving(
                    with(
                            servers.project().reader(PEER_JVM, "SparkCsv"),
                            servers.text(table, size).toString(),
                            output.toString(),
                            table.sparkColumns(),
                            table.hexColumn()),
                    output);
        });
    }

    /** Spark, two threads, from the server to Parquet in one go, as Spark's users do it. */
    static Contestant sparkJdbc(BenchServers servers) {
        return new Contestant("Spark JDBC", Contestant.BOTH_STAGES, (table, size, folder) -> {
            Path output = folder.resolve("parquet");
            ReplicaSet set = servers.line().servers();
            return Attempt.leaving(
                    with(
                            servers.project().reader(PEER_JVM, "SparkJdbc"),
                            "jdbc:mysql://127.0.0.1:" + servers.server().port() + "/" + size.schema() + "?user="
                                    + set.agentUser() + "&password=" + set.agentPassword()
                                    + "&sslMode=DISABLED&allowPublicKeyRetrieval=true&useCursorFetch=true",
                            table.key(),
                            output.toString()),
                    output);
        });
    }

    private static List<String> with(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        Collections.addAll(all, arguments);
        return all;
    }
}
