package io.tracker.testing.servers;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of server that tests run on. */
public enum Engine {
    MARIADB("MariaDB"),
    MYSQL("MySQL");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    /** The name in options and folder names: lower case. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Refuses a key that no engine has. */
    public static Engine ofKey(String key) {
        return Arrays.stream(values())
                .filter(engine -> engine.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Engine is unknown: got " + key + ", expected one of "
                        + Arrays.stream(values()).map(Engine::key).collect(Collectors.joining(", "))));
    }
}
