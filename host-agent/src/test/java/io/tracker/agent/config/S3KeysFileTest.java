package io.tracker.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracker.agent.config.StoreConfig.S3KeysSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3KeysFileTest {
    @TempDir
    private Path folder;

    private static String keys(String access) {
        return "[default]\naws_access_key_id = " + access + "\naws_secret_access_key = planted\n";
    }

    @Test
    void readsRenewedKeysAndKeepsTheLastOnesWhileTheFileIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), keys("AK1"));
        List<String> problems = new ArrayList<>();
        S3KeysSource source = S3KeysFile.of(SecretSource.of(file.toString(), Map.of()), problems)
                .orElseThrow();
        assertEquals("AK1", source.read().accessKey());
        Files.writeString(file, keys("AK2") + "aws_session_token = t\n");
        assertEquals("AK2", source.read().accessKey());
        assertTrue(source.read().sessionToken().isPresent());
        Files.writeString(file, "[default]\naws_access");
        assertEquals("AK2", source.read().accessKey());
        Files.delete(file);
        assertEquals("AK2", source.read().accessKey());
        assertEquals(List.of(), problems);
    }

    @Test
    void namesWhatIsMissingAtTheBegin() throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "[default]\naws_access_key_id = AK1\n");
        List<String> problems = new ArrayList<>();
        assertTrue(S3KeysFile.of(SecretSource.of(file.toString(), Map.of()), problems)
                .isEmpty());
        assertTrue(problems.get(0).contains("no aws_secret_access_key"), problems.toString());
    }
}
