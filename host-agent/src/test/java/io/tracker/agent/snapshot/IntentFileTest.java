package io.tracker.agent.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.failure.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntentFileTest {
    private static final StopIntent INTENT = StopIntent.toStop(
            "server uuid=1", 42, List.of("", "second channel"), "uuid:1-5,other:1", new ApplierCommands(3, 2));
    private static final ApplierCommands LATER = new ApplierCommands(3, 4);

    @TempDir
    private Path directory;

    @Test
    void readsBackWhatItWroteWithTheDefaultChannelsEmptyName() throws Exception {
        IntentFile file = new IntentFile(directory);
        file.write(INTENT);
        assertEquals(Optional.of(INTENT), new IntentFile(directory).read());
    }

    @Test
    void remembersWhatWasSeenBeforeItsStopsWereRepeated() throws Exception {
        IntentFile file = new IntentFile(directory);
        // two stops of ours, one of somebody else and his start, since the intent was first written
        StopIntent again = INTENT.again(new ApplierCommands(4, 5), 1);
        file.write(again);
        assertEquals(Optional.of(again), file.read());
        assertEquals(new ApplierCommands(1, 4), again.most());
        // counters that were reset take nothing back
        assertEquals(
                new ApplierCommands(1, 4),
                again.again(new ApplierCommands(0, 0), 1).most());
    }

    @Test
    void replacesTheIntentBefore() throws Exception {
        IntentFile file = new IntentFile(directory);
        file.write(INTENT);
        file.write(INTENT.stoppedAt("", LATER));
        assertEquals(Optional.of(INTENT.stoppedAt("", LATER)), file.read());
    }

    @Test
    void isGoneWhenCleared() throws Exception {
        IntentFile file = new IntentFile(directory);
        file.clear();
        file.write(INTENT);
        file.clear();
        assertEquals(Optional.empty(), file.read());
        try (var left = Files.list(directory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void knowsEveryCutTextForDamaged() throws Exception {
        IntentFile file = new IntentFile(directory);
        file.write(INTENT);
        String text = Files.readString(file.path());
        for (int length = 0; length < text.length() - 1; length++) {
            Files.writeString(file.path(), text.substring(0, length));
            OperatorException damage = assertThrows(OperatorException.class, file::read);
            assertTrue(damage.getMessage().contains(file.path().toString()), damage.getMessage());
        }
    }

    @Test
    void isNotDisturbedByAnUnfinishedWrite() throws Exception {
        IntentFile file = new IntentFile(directory);
        file.write(INTENT);
        Files.writeString(directory.resolve("stop-intent.next"), "tracker-agent stop-in");
        assertEquals(Optional.of(INTENT), file.read());
        file.write(INTENT.stoppedAt("uuid:1-6", LATER));
        assertEquals(Optional.of(INTENT.stoppedAt("uuid:1-6", LATER)), file.read());
    }
}
