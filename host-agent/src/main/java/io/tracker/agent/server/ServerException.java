package io.tracker.agent.server;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * A server refused a statement, or is not there. The message says what was tried, where, and the server's words; where the operator can
 * act, it ends with {@code ; HINT: …}.
 */
public final class ServerException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Too many connections, going down, connections that were cut or killed, by number on both engines. */
    private static final Set<Integer> PASSING = Set.of(1040, 1053, 1158, 1159, 1160, 1161, 1927, 3169);

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

    /** Whether the server or the way to it failed, and the same may work later without anybody's doing. */
    public boolean isTransient() {
        return getCause() instanceof SQLException && (code == 0 || PASSING.contains(code));
    }

    private static String withHint(String message, String hint) {
        return message + "; HINT: " + hint;
    }
}
