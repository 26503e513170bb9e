package io.tracker.testing.line;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracker.testing.line.oracle.BackupManifest;
import io.tracker.testing.line.oracle.MismatchException;
import io.tracker.testing.line.oracle.Witness;
import io.tracker.testing.line.tools.FreshFolder;
import io.tracker.testing.line.tools.Project;
import io.tracker.testing.line.tools.ToolOutcome;
import io.tracker.testing.servers.ContinuousWriter;
import io.tracker.testing.servers.Node;
import io.tracker.testing.servers.ReplicaSetOptions;
import io.tracker.testing.servers.SeededData;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The whole line before the user's eyes: servers, data, the agent on every host, both conversions, and the proof that what came out is what
 * went in. Exit code 0 if every comparison is equal, 1 if not, 2 for a wrong option.
 */
public final class Demo {
    private static final int WRITES_PER_SECOND = 100;

    private final DemoOptions options;
    private final Screen screen;
    private final DemoText text;

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        Project project = Project.ofThisProcess();
        this.text = new DemoText(screen, project, options.folder(project, "demo"));
    }

    @ExitsTheProcess
    public static void main(String[] words) {
        Screen screen = Screen.standard();
        int exitCode = 1;
        try {
            exitCode = run(List.of(words), screen) ? 0 : 1;
        } catch (Options.UsageException e) {
            System.err.println(e.getMessage());
            exitCode = 2;
        } catch (Exception e) {
            screen.say("\n" + screen.mark(false) + " The demo failed: " + e.getMessage());
            if (!(e instanceof IOException)) {
                e.printStackTrace();
            }
        }
        System.exit(exitCode);
    }

    private static boolean run(List<String> words, Screen screen)
            throws IOException, SQLException, InterruptedException {
        if (!words.isEmpty() && words.get(0).equals("failover")) {
            return new FailoverDemo(DemoOptions.parse(words.subList(1, words.size()), FailoverDemo.SCALE), screen)
                    .run();
        }
        return new Demo(DemoOptions.parse(words, 1), screen).run();
    }

    private boolean run() throws IOException, SQLException, InterruptedException {
        long started = System.nanoTime();
        text.title("Tracker: from a MySQL replica to a data lake, with proof", options);
        try (Line line = startServers()) {
            loadData(line);
            try (ContinuousWriter writer = ContinuousWriter.start(line.primary(), options.seed(), WRITES_PER_SECOND)) {
                Witness witness = line.witness();
                witness.hold();
                agentOnThePrimary(line);
                agentOnTheReplica(line);
                convert(line);
                List<TableProof> proofs = prove(line, witness);
                agentOnTheOtherReplica(line, witness);
                text.writes(writer.commits());
                boolean equal =
                        proofs.stream().allMatch(proof -> proof.differences().isEmpty());
                query(line);
                text.ending(line, equal, System.nanoTime() - started);
                if (options.keep()) {
                    text.keep(line);
                    waitForTheUser();
                }
                return equal;
            }
        }
    }

    private Line startServers() throws IOException, SQLException, InterruptedException {
        screen.step("Start a primary, two replicas and an S3 server on loopback");
        Line line = Line.start(
                LineOptions.of(ReplicaSetOptions.of(options.engine()).withReplicas(2), FreshFolder.at(text.folder())));
        text.servers(line);
        return line;
    }

    private void loadData(Line line) throws SQLException {
        screen.step("Load a seeded data set, and go on writing to the primary from now on");
        SeededData data = SeededData.of(options.seed(), options.scale());
        data.load(line.primary());
        line.catchUp();
        text.data(data);
    }

    private void agentOnThePrimary(Line line) throws IOException, InterruptedException {
        screen.step("Run the agent on the primary: it must refuse to read there");
        text.agent(line.backup(line.primary()).require(10));
    }

    private void agentOnTheReplica(Line line) throws IOException, InterruptedException {
        screen.step("Run the agent on replica-1: it proves the cutoff and backs every table up to S3");
        text.agent(line.backup(line.replica()).require(0));
        List<BackupManifest> manifests = new LineProof(line, line.witness()).manifests();
        JsonNode evidence = manifests.get(0).evidence();
        text.cutoff(evidence, manifests.get(0));
    }

    private void convert(Line line) throws IOException, InterruptedException {
        for (Map.Entry<String, String> format :
                List.of(Map.entry("parquet", "Parquet"), Map.entry("dump", "the legacy dump"))) {
            screen.step("Convert the backup to " + format.getValue() + " by MapReduce jobs");
            text.jobs(line.convert(format.getKey()).require(0), line.warehouse(format.getKey()));
        }
    }

    private List<TableProof> prove(Line line, Witness witness) throws IOException, SQLException, InterruptedException {
        screen.step("Prove it: stop replica-2 where the backup stands, read it independently, and compare every row");
        List<TableProof> proofs = new LineProof(line, witness).prove();
        text.proof(proofs);
        return proofs;
    }

    private void agentOnTheOtherReplica(Line line, Witness witness)
            throws IOException, SQLException, InterruptedException {
        screen.step("Let replica-2 follow again and run its agent: the day is done already");
        witness.release();
        Node replica = witness.replica();
        ToolOutcome outcome = line.backup(replica).require(0);
        text.agent(outcome);
        line.catchUp();
        for (Node each : line.servers().replicas()) {
            if (!each.isReplicationRunning()) {
                throw new MismatchException("Replication does not run after the agents: " + each.name());
            }
        }
        screen.say("Replication runs on both replicas.");
    }

    private void query(Line line) throws SQLException {
        screen.step("Ask the Parquet by DuckDB");
        text.queries(line);
    }

    /** Enter ends it. Where nobody can press it, Ctrl-C does: the JVM's hooks end all processes. */
    static void waitForTheUser() throws IOException, InterruptedException {
        int read = System.in.read();
        while (read >= 0 && read != '\n') {
            read = System.in.read();
        }
        if (read < 0) {
            Thread.currentThread().join();
        }
    }
}
