package io.tracker.testing.line.fleet;

import io.tracker.testing.line.Line;
import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.CurrentManifests;
import io.tracker.testing.line.oracle.DayOracle;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.S3Lake;
import io.tracker.testing.line.tools.AgentHost;
import io.tracker.testing.line.tools.StoreAddress;
import io.tracker.testing.servers.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must hold of a complete day whatever happened on the way.
 *
 * @param root without a proxy before it
 * @param laterTables tables that came with a schedule's DDL
 */
record DayProof(
        Line line, Topology topology, StoreAddress root, List<Host> hosts, Path folder, Set<String> laterTables) {
    /** Nobody meant to throw these. */
    private static final Pattern BUG = Pattern.compile(
            "(NullPointer|IllegalState|IllegalArgument|IndexOutOfBounds|ClassCast|ConcurrentModification|NoSuchElement)Exception"
                    + "|Exception in thread|java\\.lang\\.[A-Za-z]*Error");

    /**
     * Proves the day.
     *
     * @param opened the position at which the bank opened
     * @return how many tables have a manifest
     */
    int require(String opened) throws IOException, SQLException, InterruptedException {
        requireNoBugs();
        SecretSearch secrets = new SecretSearch(
                Map.of("the agent's password", line.servers().agentPassword(), "the key of S3", root.secretKey()));
        for (Host host : hosts) {
            secrets.requireNone(host.commandLines());
        }
        secrets.requireNoneBelow(folder);
        try (S3Lake lake = root.lake()) {
            secrets.requireNone(lake);
            int tables = new DayOracle(lake, AgentHost.REPLICA_SET, line.dt(), line.witness(), topology.replicas())
                    .withLaterTables(laterTables)
                    .check(0)
                    .size();
            requireTheBank(lake, opened);
            return tables;
        }
    }

    /** Both tables are there, and nobody published a second time. */
    private void requireTheBank(S3Lake lake, String opened) throws IOException {
        Engine engine = line.servers().installation().engine();
        BankProof bank = new BankProof(engine, opened);
        int books = 0;
        for (BackupManifest manifest : CurrentManifests.of(lake, line.dt().toString())) {
            if (manifest.number() != 1) {
                throw new MismatchException("Table was published twice: " + manifest.key());
            }
            if (manifest.schema().equals(Bank.SCHEMA)) {
                bank.require(lake, manifest);
                books++;
            }
        }
        if (books != Bank.tables().size() - 1) {
            throw new MismatchException("Bank's tables have not all a manifest (got " + books + ")");
        }
    }

    private void requireNoBugs() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(folder)) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            for (String text : Files.readAllLines(log)) {
                if (BUG.matcher(text).find()) {
                    throw new MismatchException("Agent stumbled: " + log.getFileName() + ": " + text);
                }
            }
        }
    }
}
