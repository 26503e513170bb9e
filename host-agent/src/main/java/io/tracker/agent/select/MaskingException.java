package io.tracker.agent.select;

import java.io.IOException;

/** What was to be masked in a table cannot be: the table is not taken, or personal data would leave the host. */
public final class MaskingException extends IOException {
    MaskingException(String what, String hint) {
        super(what + "; HINT: " + hint);
    }
}
