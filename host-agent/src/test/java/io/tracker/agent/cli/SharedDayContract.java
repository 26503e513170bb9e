package io.tracker.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.cli.AgentHost.Ended;
import io.tracker.testing.servers.Engine;
import io.tracker.testing.servers.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What several agents make of one day: each table once, whoever pauses, dies or is promoted. */
abstract class SharedDayContract extends ServersWithTwoReplicas {
    SharedDayContract(Engine engine) {
        super(engine);
    }

    @Test
    void twoAgentsAtOnceMakeOneManifestATable() throws Exception {
        AgentHost first = agent(set.replicas().get(0), "race").with("tables.parallel", "1");
        AgentHost second = agent(set.replicas().get(1), "race").with("tables.parallel", "1");
        Process one = first.start("backup");
        Process two = second.start("backup");
        Ended firstEnded = first.await(one);
        Ended secondEnded = second.await(two);
        assertEquals(0, firstEnded.exit(), firstEnded.err());
        assertEquals(0, secondEnded.exit(), secondEnded.err());
        assertEquals(data.rows().size(), taken(firstEnded) + taken(secondEnded), firstEnded.out() + secondEnded.out());
        assertOneManifestATable("race");
        Ended verify = first.run("verify");
        assertEquals(0, verify.exit(), verify.err());
    }

    @Test
    void withoutLeasesTwoAgentsStillMakeOneManifestATable() throws Exception {
        AgentHost first = agent(set.replicas().get(0), "hints").with("lease.mode", "off");
        AgentHost second = agent(set.replicas().get(1), "hints").with("lease.mode", "off");
        Process one = first.start("backup");
        first.pauseWhen(one, "snapshot taken");
        Ended secondEnded = second.run("backup");
        first.resume(one);
        Ended firstEnded = first.await(one);
        assertEquals(0, secondEnded.exit(), secondEnded.err());
        assertEquals(0, firstEnded.exit(), firstEnded.err());
        assertTrue(firstEnded.err().contains("published by another agent"), firstEnded.err());
        assertOneManifestATable("hints");
        assertEquals(0, first.run("verify").exit());
    }

    @Test
    void aPausedHolderLosesItsLeaseAndItsLatePublicationChangesNothing() throws Exception {
        AgentHost zombie = agent(set.replicas().get(0), "zombie")
                .with("tables.parallel", "1")
                .with("snapshot.connections", "1");
        Process paused = zombie.start("backup");
        zombie.pauseWhen(paused, "snapshot taken");
        Ended other = agent(set.replicas().get(1), "zombie").run("backup");
        assertEquals(0, other.exit(), other.err());
        assertTrue(other.out().contains(": complete"), other.out());
        zombie.resume(paused);
        Ended late = zombie.await(paused);
        // Unless it waited so long that its server had cut its connections: then the next look finds all done.
        assertEquals(0, late.exit(), late.err());
        assertEquals(data.rows().size(), taken(other), other.out());
        assertOneManifestATable("zombie");
        assertEquals(0, zombie.run("verify").exit());
    }

    @Test
    void aKilledHolderIsFollowedByAnAgentWhoseClockIsHoursAhead() throws Exception {
        String dt = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        AgentHost killed = agent(set.replicas().get(0), "killed")
                .with("tables.parallel", "1")
                .with("snapshot.connections", "1");
        Process holder = killed.start("backup", "--dt", dt);
        killed.awaitWords(holder, "table published");
        holder.destroyForcibly().waitFor();
        Ended other = agent(set.replicas().get(1), "killed")
                .later(Duration.ofHours(5))
                .with("cutoff.latest-snapshot", "7d")
                .run("backup", "--dt", dt);
        assertEquals(0, other.exit(), other.err());
        assertTrue(other.out().contains(": complete"), other.out());
        assertTrue(taken(other) < data.rows().size(), "what the killed agent published stands: " + other.out());
        assertOneManifestATable("killed");
        assertEquals(0, killed.run("verify", "--dt", dt).exit());
    }

    private static int taken(Ended ended) {
        return Integer.parseInt(ended.out().replaceAll("(?s).*\n  taken +([0-9]+) tables.*", "$1"));
    }

    private void assertOneManifestATable(String prefix) throws IOException {
        try (Stream<Path> files =
                Files.walk(s3.data().resolve("lake").resolve(prefix).resolve("manifests"))) {
            assertEquals(data.rows().size(), files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void stopsAfterAPromotionAndTheNextReplicaCompletesTheDay() throws Exception {
        Node promoted = set.replicas().get(1);
        AgentHost agent =
                agent(promoted, "promoted").with("tables.parallel", "1").with("snapshot.connections", "1");
        Process run = agent.start("backup");
        agent.pauseWhen(run, "snapshot taken");
        promoted.promote();
        Ended ended;
        try {
            agent.resume(run);
            ended = agent.await(run);
        } finally {
            promoted.repointTo(set.primary());
            set.waitUntilCaughtUp(Duration.ofMinutes(1));
        }
        assertEquals(12, ended.exit(), ended.out() + ended.err());
        assertTrue(ended.errorLines().get(0).startsWith("stopped: "), ended.err());
        AgentHost next = agent(set.replicas().get(0), "promoted");
        Ended completed = next.run("backup");
        assertEquals(0, completed.exit(), completed.err());
        assertTrue(completed.out().contains(": complete"), completed.out());
        assertFalse(completed.err().contains("waiting for other agents"), "the lease was given back");
        assertEquals(0, next.run("verify").exit());
    }
}
