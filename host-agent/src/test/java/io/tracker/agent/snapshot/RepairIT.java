package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.server.ServerSession;
import io.tracker.agent.server.SharedServers;
import io.tracker.testing.servers.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that dies inside the stopped window leaves the applier stopped: that is mended, and nothing that anybody else did is undone. */
@ParameterizedClass
@EnumSource
@ExtendWith(SharedServers.Resolver.class)
final class RepairIT {
    @TempDir
    private Path state;

    private final SnapshotScene scene;

    RepairIT(Engine engine, SharedServers servers) throws Exception {
        this.scene = new SnapshotScene(engine, servers);
    }

    @BeforeEach
    void begin() throws Exception {
        scene.begin();
    }

    @AfterEach
    void end() throws Exception {
        scene.leaf.startReplication();
        scene.end();
    }

    @Test
    void startsAnApplierThatADeadRunLeftStopped() throws Exception {
        dieInsideTheWindow();
        assertFalse(scene.leaf.isReplicationRunning());
        assertEquals(Repair.Result.STARTED, new Repair(scene.agent, file()).look());
        assertFalse(scene.leaf.isReplicationRunning(), "who only looks starts nothing");
        assertRepair(Repair.Result.STARTED);
        assertTrue(scene.leaf.isReplicationRunning());
        assertRepair(Repair.Result.NOTHING_LEFT);
    }

    @Test
    void leavesAnApplierThatSomebodyStartedAndStoppedAgainAfterTheDeadRun() throws Exception {
        dieInsideTheWindow();
        // nothing comes to be applied between: the position is the same
        scene.leaf.startReplication();
        scene.leaf.stopReplication();
        assertRepair(Repair.Result.NOT_OURS);
        assertFalse(scene.leaf.isReplicationRunning());
    }

    @Test
    void leavesAnApplierThatSomebodyStoppedOnTopOfTheDeadRun() throws Exception {
        dieInsideTheWindow();
        scene.leaf.stopReplication();
        assertRepair(Repair.Result.NOT_OURS);
        assertFalse(scene.leaf.isReplicationRunning());
    }

    @Test
    void doesNothingWhenTheRunDiedBeforeItsStop() throws Exception {
        try (ServerSession control = scene.agent.open("snapshot")) {
            file().write(scene.intent(control));
        }
        ApplierCommands before = commands();
        assertRepair(Repair.Result.NOT_OURS);
        assertEquals(before, commands());
        assertTrue(scene.leaf.isReplicationRunning());
    }

    @Test
    void leavesReplicationThatSomebodyStoppedWhenTheRunDiedBeforeItsStop() throws Exception {
        try (ServerSession control = scene.agent.open("snapshot")) {
            file().write(scene.intent(control));
        }
        scene.leaf.stopReplication();
        assertRepair(Repair.Result.NOT_OURS);
        assertFalse(scene.leaf.isReplicationRunning());
    }

    @Test
    void startsAnApplierThatADeadRunStoppedAgainAfterSomebodyStartedIt() throws Exception {
        ServerSession control = scene.agent.open("snapshot");
        OpenIntent intent = OpenIntent.begin(file(), scene.intent(control));
        Applier applier = new Applier(control);
        applier.stop(intent.channels(), intent);
        scene.leaf.startReplication();
        applier.settle(intent.channels(), intent);
        control.abort();
        assertFalse(scene.leaf.isReplicationRunning());
        assertRepair(Repair.Result.STARTED);
        assertTrue(scene.leaf.isReplicationRunning());
    }

    @Test
    void followsAStopThatADeadRunLeftUnderWay() throws Exception {
        // MySQL gives up waiting for it, with error 1875, and is told again
        boolean toldAgain = scene.engine == Engine.MYSQL;
        if (toldAgain) {
            scene.leaf.execute("SET GLOBAL rpl_stop_replica_timeout = 2");
        }
        try (Connection blocker = scene.leaf.connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("LOCK TABLES snap.plain READ");
            scene.set.primary().execute("UPDATE snap.plain SET a = 11 WHERE id = 1");
            awaitApplierThatWaits();
            ServerSession control = scene.agent.open("snapshot");
            OpenIntent intent = OpenIntent.begin(file(), scene.intent(control));
            Thread dying = new Thread(() -> {
                try {
                    new Applier(control).stop(List.of(""), intent);
                } catch (IOException e) {
                    // the connection is cut: that is how it dies
                }
            });
            ApplierCommands before = commands();
            dying.start();
            while (commands().stops() < before.stops() + (toldAgain ? 3 : 1)) {
                Thread.sleep(20);
            }
            control.abort();
            dying.join();
            statement.execute("UNLOCK TABLES");
        } finally {
            if (toldAgain) {
                scene.leaf.execute("SET GLOBAL rpl_stop_replica_timeout = DEFAULT");
            }
        }
        assertRepair(Repair.Result.STARTED);
        SharedServers.catchUp(scene.set);
        assertTrue(scene.leaf.isReplicationRunning());
        assertEquals("11", scene.leaf.queryText("SELECT a FROM snap.plain WHERE id = 1"));
    }

    /** As a process that gets SIGKILL: nothing closes, the server sees the connection go. */
    private void dieInsideTheWindow() throws Exception {
        ServerSession control = scene.agent.open("snapshot");
        StoppedWindow.open(scene.agent, control, file(), scene.intent(control));
        control.abort();
    }

    private void awaitApplierThatWaits() throws Exception {
        while (scene.leaf
                .queryTexts("SELECT ID FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table%lock%'")
                .isEmpty()) {
            Thread.sleep(20);
        }
    }

    private ApplierCommands commands() throws Exception {
        try (ServerSession session = scene.agent.open("test")) {
            return ApplierCommands.read(session);
        }
    }

    private void assertRepair(Repair.Result expected) throws Exception {
        assertEquals(expected, new Repair(scene.agent, file()).run());
        assertEquals(Repair.Result.NOTHING_LEFT, new Repair(scene.agent, file()).run());
    }

    private IntentFile file() {
        return new IntentFile(state);
    }
}
