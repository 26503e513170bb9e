package io.tracker.jobs.dump;

import com.github.luben.zstd.ZstdInputStream;
import io.tracker.jobs.fixture.BackupTable;
import io.tracker.jobs.output.Conversion;
import io.tracker.jobs.output.RowFormat;
import io.tracker.jobs.output.RowWriter;
import io.tracker.jobs.totals.OutputFile;
import io.tracker.testing.servers.ReplicaSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** Dumps a table and loads it by a server's own client into a new schema {@code loaded}. */
final class DumpLoader {
    private static final int LIMIT_SECONDS = 120;

    private final ReplicaSet set;
    private final Path folder;
    private final DumpFormat format = new DumpFormat();

    /** How the client ended. */
    record Ending(int exitCode, String output) {}

    DumpLoader(ReplicaSet set, Path folder) {
        this.set = set;
        this.folder = folder;
    }

    /** Dumps, creates and loads; how the last client ended that ran. */
    Ending load(BackupTable table, Map<String, String> options) throws IOException, SQLException, InterruptedException {
        Conversion conversion = table.conversion(options);
        Path path = folder.resolve("part-0" + format.suffix(conversion));
        Files.deleteIfExists(path);
        OutputFile file;
        try (RowWriter writer =
                format.create(new org.apache.hadoop.fs.Path(path.toUri()), conversion, new Configuration(false))) {
            table.writeTo(writer, 0);
            RowFormat.Written written = writer.commit();
            file = new OutputFile(path.getFileName().toString(), written.rows(), written.bytes());
        }
        unpack(path);
        for (RowFormat.CompanionFile companion : format.companions(conversion, List.of(file))) {
            Files.writeString(folder.resolve(companion.name()), companion.text());
        }
        set.primary().execute("DROP DATABASE IF EXISTS loaded", "CREATE DATABASE loaded");
        String name = table.source().tables().get(0).table();
        Ending created = run("_" + name + ".sql");
        return created.exitCode() == 0 ? run("_" + name + ".load.sql") : created;
    }

    /** What the load script says to do first: gzip by the tool, zstd by its library. */
    private void unpack(Path path) throws IOException, InterruptedException {
        Path plain = folder.resolve("part-0.tsv");
        if (path.toString().endsWith(".gz")) {
            Files.deleteIfExists(plain);
            Process gzip = new ProcessBuilder("gzip", "-d", "-k", path.toString())
                    .inheritIO()
                    .start();
            if (!gzip.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || gzip.exitValue() != 0) {
                throw new IOException("gzip does not unpack " + path);
            }
        } else if (path.toString().endsWith(".zst")) {
            try (InputStream packed = new ZstdInputStream(Files.newInputStream(path))) {
                Files.copy(packed, plain, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Runs a script of the folder in the new schema. */
    Ending run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve(script + ".out");
        Process client = new ProcessBuilder(
                        set.installation().program("mysql").toString(),
                        "--no-defaults",
                        "--protocol=tcp",
                        "--host=127.0.0.1",
                        "--port=" + set.primary().port(),
                        "--user=root",
                        "--local-infile=1",
                        "--database=loaded")
                .directory(folder.toFile())
                .redirectInput(folder.resolve(script).toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!client.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            client.destroyForcibly();
        }
        return new Ending(client.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** The cells that differ, in words. */
    static List<String> differences(BackupTable table, List<byte[][]> expected, List<byte[][]> got) {
        List<String> names = table.fieldNames();
        List<String> differences = new ArrayList<>();
        if (expected.size() != got.size()) {
            differences.add(got.size() + " rows, expected " + expected.size());
        }
        for (int row = 0; row < Math.min(expected.size(), got.size()); row++) {
            for (int field = 0; field < names.size(); field++) {
                if (!Arrays.equals(expected.get(row)[field], got.get(row)[field])) {
                    differences.add(names.get(field) + " of row " + (row + 1) + " (got " + hex(got.get(row)[field])
                            + ", expected " + hex(expected.get(row)[field]) + ")");
                }
            }
        }
        return differences;
    }

    private static String hex(byte[] value) {
        return value == null
                ? "NULL"
                : HexFormat.of().formatHex(value) + " " + new String(value, StandardCharsets.ISO_8859_1);
    }
}
