package io.tracker.agent.server;

import io.tracker.agent.config.Secret;
import java.util.Objects;

/**
 * Who logs in.
 *
 * @param user the user's name
 * @param password prints as {@code ***}
 */
public record Account(String user, Secret password) {
    public Account {
        Objects.requireNonNull(password, "password");
        if (user.isEmpty()) {
            throw new IllegalArgumentException("User of the server account is empty");
        }
    }
}
