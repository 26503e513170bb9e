package io.tracker.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stage 2: from what stage 1 left, or from text of the same rows, to Parquet compressed by zstd. */
final class Conversions {
    private Conversions() {}

    /** The jobs by their local runner, one mapper at a time, from a backup on S3. */
    record Jobs(BenchServers servers, String dt) implements Contestant {
        @Override
        public String name() {
            return "tracker-jobs";
        }

        @Override
        public int stage() {
            return 2;
        }

        /** Where the backup lies that runs convert. */
        static String prefix(BenchTable table, Size size) {
            return "stage2/" + size.schema() + "-" + table.key();
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Path warehouse = Files.createDirectories(folder).resolve("warehouse");
            List<String> command = new ArrayList<>(servers.project().jobs(BenchServers.JOBS_JVM));
            command.addAll(List.of(
                    "convert",
                    "--to",
                    "parquet",
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
                    servers.line().jobs().config().toString()));
            return new Attempt(command, warehouse);
        }
    }

    /** DuckDB, one thread, from text. */
    record DuckDb(BenchServers servers) implements Contestant {
        @Override
        public String name() {
            return "DuckDB";
        }

        @Override
        public int stage() {
            return 2;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Path output = Files.createDirectories(folder).resolve("table.parquet");
            List<String> command = new ArrayList<>(servers.project().bench(List.of("-Xmx1g"), "DuckDbParquet"));
            command.addAll(List.of(
                    servers.text(table, size).toString(),
                    output.toString(),
                    table.duckDbColumns(),
                    table.duckDbSelect()));
            return new Attempt(command, folder);
        }
    }

    /** Spark, two threads, from text. */
    record SparkCsv(BenchServers servers) implements Contestant {
        @Override
        public String name() {
            return "Spark CSV";
        }

        @Override
        public int stage() {
            return 2;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(servers.project().reader(List.of("-Xmx1g"), "SparkCsv"));
            command.addAll(List.of(
                    servers.text(table, size).toString(),
                    folder.resolve("parquet").toString(),
                    table.sparkColumns(),
                    table.hexColumn()));
            return new Attempt(command, folder.resolve("parquet"));
        }
    }

    /** Spark, two threads, from the server to Parquet in one go, as Spark's users do it. */
    record SparkJdbc(BenchServers servers) implements Contestant {
        @Override
        public String name() {
            return "Spark JDBC";
        }

        @Override
        public int stage() {
            return BOTH_STAGES;
        }

        @Override
        public Attempt attempt(BenchTable table, Size size, Path folder) throws IOException {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(servers.project().reader(List.of("-Xmx1g"), "SparkJdbc"));
            command.addAll(List.of(
                    "jdbc:mysql://127.0.0.1:" + servers.server().port() + "/" + size.schema()
                            + "?user=" + servers.line().servers().agentUser()
                            + "&password=" + servers.line().servers().agentPassword()
                            + "&sslMode=DISABLED&allowPublicKeyRetrieval=true&useCursorFetch=true",
                    table.key(),
                    folder.resolve("parquet").toString()));
            return new Attempt(command, folder.resolve("parquet"));
        }
    }
}
