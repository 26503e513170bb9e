package io.tracker.testing.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The start line and the headers of an HTTP/1.1 message, up to and with the empty line. */
record HttpHead(String text) {
    private static final int LONGEST = 1 << 16;
    private static final String END = "\r\n\r\n";

    /** Nothing when the other side has hung up; reads not a byte of the body. */
    static Optional<HttpHead> read(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ended = 0;
        while (ended < END.length()) {
            int next = input.read();
            if (next < 0) {
                return Optional.empty();
            }
            if (bytes.size() == LONGEST) {
                throw new IOException("Head of an HTTP message is too long: expected at most " + LONGEST + " bytes");
            }
            bytes.write(next);
            ended = next == END.charAt(ended) ? ended + 1 : next == '\r' ? 1 : 0;
        }
        return Optional.of(new HttpHead(bytes.toString(StandardCharsets.ISO_8859_1)));
    }

    String startLine() {
        return text.substring(0, text.indexOf("\r\n"));
    }

    /** 100 Continue and the like: the reply proper follows. */
    boolean isInterim() {
        return startLine().matches("HTTP/1\\.\\d 1\\d\\d.*");
    }

    /** The same message, after which the connection ends. */
    HttpHead closingConnection() {
        String others = text.replaceAll("(?i)\r\nconnection:[^\r]*", "");
        return new HttpHead(others.substring(0, others.length() - 2) + "Connection: close" + END);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
