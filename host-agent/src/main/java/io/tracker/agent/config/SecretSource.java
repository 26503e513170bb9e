package io.tracker.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a secret stands: a file, {@code credential:NAME} that systemd passes to the service ({@code LoadCredential}, see systemd.exec(5)),
 * or {@code env:VARIABLE}. It prints as what the configuration says, which holds nothing secret.
 */
final class SecretSource {
    private static final String CREDENTIAL = "credential:";
    private static final String ENVIRONMENT = "env:";
    private static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    private final String text;
    private final Content content;
    private final Optional<Path> ownFile;

    private interface Content {
        byte[] read() throws IOException;
    }

    private SecretSource(String text, Content content, Optional<Path> ownFile) {
        this.text = Objects.requireNonNull(text, "text");
        this.content = content;
        this.ownFile = ownFile;
    }

    /**
     * The source that a value of the configuration names. Whether there is anything shows when it is read.
     *
     * @param environment variables of this process
     */
    static SecretSource of(String text, Map<String, String> environment) throws InvalidPathException {
        if (text.startsWith(ENVIRONMENT)) {
            String variable = text.substring(ENVIRONMENT.length());
            return new SecretSource(text, () -> variable(variable, environment), Optional.empty());
        }
        if (text.startsWith(CREDENTIAL)) {
            String name = text.substring(CREDENTIAL.length());
            return new SecretSource(text, () -> Files.readAllBytes(credential(name, environment)), Optional.empty());
        }
        Path file = Path.of(text);
        return new SecretSource(text, () -> Files.readAllBytes(file), Optional.of(file));
    }

    private static byte[] variable(String name, Map<String, String> environment) throws NoSuchFileException {
        String value = environment.get(name);
        if (value == null) {
            throw new NoSuchFileException(name);
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private static Path credential(String name, Map<String, String> environment) throws NoSuchFileException {
        String directory = environment.get(CREDENTIALS_DIRECTORY);
        if (directory == null || name.isEmpty() || name.contains("/")) {
            throw new NoSuchFileException(name);
        }
        return Path.of(directory, name);
    }

    byte[] read() throws IOException {
        return content.read();
    }

    /** A file whose rights are the operator's matter; empty for what systemd or the environment holds. */
    Optional<Path> ownFile() {
        return ownFile;
    }

    @Override
    public String toString() {
        return text;
    }
}
