package io.tracker.agent.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.store.FaultyObjectStore;
import io.tracker.agent.store.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CreateOnceTest {
    private static final String KEY = "manifests/a";
    private static final byte[] MINE = bytes("mine");
    private static final byte[] OTHER = bytes("other");

    private final FaultyObjectStore store = new FaultyObjectStore();
    private final CreateOnce createOnce = new CreateOnce(store);

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_BEFORE_APPLY", "LOST_AFTER_APPLY"})
    void endsTheSameWhateverTheNetworkDoes(Fault fault) throws IOException {
        store.failCreations(fault);
        CreateOnce.Standing standing = createOnce.put(KEY, MINE);
        assertArrayEquals(MINE, standing.body());
        assertTrue(standing.mine());
        assertArrayEquals(MINE, store.objects().get(KEY));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_BEFORE_APPLY", "LOST_AFTER_APPLY"})
    void findsWhatAnotherAgentCreated(Fault fault) throws IOException {
        store.objects().put(KEY, OTHER);
        store.failCreations(fault);
        CreateOnce.Standing standing = createOnce.put(KEY, MINE);
        assertArrayEquals(OTHER, standing.body());
        assertFalse(standing.mine());
        assertArrayEquals(OTHER, store.objects().get(KEY));
    }

    @Test
    void saysSoWhenNobodyCanTellWhatStands() {
        store.failCreations(
                Fault.LOST_BEFORE_APPLY, Fault.LOST_BEFORE_APPLY, Fault.LOST_BEFORE_APPLY, Fault.LOST_BEFORE_APPLY);
        IOException unknown = assertThrows(IOException.class, () -> createOnce.put(KEY, MINE));
        assertTrue(unknown.getMessage().contains("stays unknown: " + KEY), unknown.getMessage());
        assertTrue(store.objects().isEmpty());
    }

    @Test
    void passesARefusalOn() {
        store.failCreations(Fault.REFUSED);
        assertThrows(IOException.class, () -> createOnce.put(KEY, MINE));
    }

    @Test
    void anyNumberOfAgentsComeBackWithOneBody() throws IOException {
        Random random = new Random(20261120);
        for (int round = 0; round < 500; round++) {
            String key = "round/" + round;
            byte[] first = null;
            for (int agent = 0; agent < 4; agent++) {
                store.failCreations(List.of(Fault.NONE, Fault.LOST_BEFORE_APPLY, Fault.LOST_AFTER_APPLY)
                        .get(random.nextInt(3)));
                CreateOnce.Standing standing = createOnce.put(key, bytes("agent " + agent));
                first = first == null ? standing.body() : first;
                assertArrayEquals(first, standing.body(), "round " + round);
            }
            assertEquals("agent 0", new String(first, StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
