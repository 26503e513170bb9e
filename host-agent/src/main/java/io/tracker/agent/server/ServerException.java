package io.tracker.agent.server;

import java.io.IOException;
import java.sql.SQLException;

/**
 * A server refused a statement, or is not there. The message says what was tried, where, and the server's words; where the operator can
 * act, it ends with {@code ; HINT: …}.
 */
public final class ServerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    private ServerException(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** An answer of the server that cannot be, without an error of its own. */
    public ServerException(String message) {
        this(message, 0, null);
    }

    /** The same, where the operator can act. */
    public ServerException(String message, String hint) {
        this(withHint(message, hint), 0, null);
    }

    static ServerException of(String what, SQLException cause) {
        return new ServerException(what + " (got " + ServerErrors.words(cause) + ")", cause.getErrorCode(), cause);
    }

    static ServerException of(String what, SQLException cause, String hint) {
        return new ServerException(
                withHint(what + " (got " + ServerErrors.words(cause) + ")", hint), cause.getErrorCode(), cause);
    }

    /** The server's error number; 0 if the error is the connection's. */
    public int code() {
        return code;
    }

    private static String withHint(String message, String hint) {
        return message + "; HINT: " + hint;
    }
}
