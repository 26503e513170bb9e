package io.tracker.agent.server;

import io.tracker.agent.failure.OperatorException;
import java.io.IOException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Set;

/** Tells the errors of a server apart: whom they concern, and what to do. Numbers are those of both engines. */
final class ServerErrors {
    private static final int NO_SUCH_TABLE = 1146;
    private static final int TABLE_DEFINITION_CHANGED = 1412;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final Set<Integer> LOGIN_REFUSED = Set.of(1045, 1130, 1044, 1698, 1862, 3118);
    private static final Set<Integer> RIGHT_MISSING = Set.of(1142, 1143, 1227, 1370, 1345);

    private ServerErrors() {}

    /** The server's or the driver's words on one line, with the reason below them where the driver hides it. */
    static String words(SQLException error) {
        String first = firstLine(error.getMessage());
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String below = firstLine(root.getMessage());
        String text = below.isEmpty() || below.equals(first) ? first : first + ": " + below;
        return error.getErrorCode() == 0 ? text : "error " + error.getErrorCode() + ": " + text;
    }

    /** Whether a connection failed because this side does not accept the server's certificate. */
    static boolean refusesCertificate(SQLException error) {
        for (Throwable cause = error; cause != null && cause.getCause() != cause; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    /** The error of a metadata statement or of a login. */
    static ServerException failed(String what, SQLException error) {
        if (LOGIN_REFUSED.contains(error.getErrorCode())) {
            throw new OperatorException(
                    what + " (got " + words(error) + ")",
                    "check user, password and the host that the account may come from",
                    error);
        }
        if (RIGHT_MISSING.contains(error.getErrorCode())) {
            throw new OperatorException(
                    what + " (got " + words(error) + ")",
                    "run 'tracker-agent doctor': it prints the GRANT statements that mend it",
                    error);
        }
        return ServerException.of(what, error);
    }

    /** The error of a statement on a table in a snapshot. */
    static IOException failedOn(TableName table, String what, SQLException error) {
        return switch (error.getErrorCode()) {
            case NO_SUCH_TABLE, UNKNOWN_DATABASE -> TableChangedException.gone(table, words(error));
            case TABLE_DEFINITION_CHANGED -> new TableChangedException(table, words(error));
            case LOCK_WAIT_TIMEOUT ->
                new TableChangedException(
                        table, "DDL that waits for its metadata lock goes before us; " + words(error));
            default -> failed(what + ": " + table, error);
        };
    }

    private static String firstLine(String text) {
        if (text == null) {
            return "";
        }
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
