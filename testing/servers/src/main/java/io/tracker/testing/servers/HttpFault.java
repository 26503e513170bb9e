package io.tracker.testing.servers;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong with one HTTP request on its way to a server and back.
 *
 * @param delay before anything else
 * @param answer the reply, in place of the server's, which never sees the request
 * @param requestLimit body bytes of the request that reach the server before both sides get a reset; 0 lets not even the
 *     request line through
 * @param requestBytesPerSecond how fast the body of the request flows
 * @param dropsReply the server does its work, and the client gets a reset in place of the reply
 * @param replyLimit body bytes of the reply that reach the client before the connection ends
 * @param resetsAtReplyLimit whether it then ends by a reset, or as if the reply were complete
 * @param alteredReplyByte the position of the body byte of the reply that arrives with its lowest bit changed
 */
public record HttpFault(
        Duration delay,
        Optional<Answer> answer,
        long requestLimit,
        long requestBytesPerSecond,
        boolean dropsReply,
        long replyLimit,
        boolean resetsAtReplyLimit,
        long alteredReplyByte) {
    static final long NEVER = Long.MAX_VALUE;
    static final HttpFault NONE =
            new HttpFault(Duration.ZERO, Optional.empty(), NEVER, NEVER, false, NEVER, false, NEVER);

    /** A reply of S3's kind: an error code with its HTTP status. */
    public record Answer(int status, String code) {}

    /** 503 SlowDown: the server is busy, and has not touched the request. */
    public static HttpFault unavailable() {
        return answer(503, "SlowDown");
    }

    /** An S3 error, also one with status 200, as a failed completion of a multipart upload may have. */
    public static HttpFault answer(int status, String code) {
        return new HttpFault(
                Duration.ZERO, Optional.of(new Answer(status, code)), NEVER, NEVER, false, NEVER, false, NEVER);
    }

    public static HttpFault delay(Duration delay) {
        return new HttpFault(delay, Optional.empty(), NEVER, NEVER, false, NEVER, false, NEVER);
    }

    /** The connection is reset after this many body bytes of the request; after 0, before the server learns of it. */
    public static HttpFault resetRequestAfter(long bytes) {
        return new HttpFault(Duration.ZERO, Optional.empty(), bytes, NEVER, false, NEVER, false, NEVER);
    }

    /** The body of the request flows this slowly. */
    public static HttpFault slowRequest(long bytesPerSecond) {
        return new HttpFault(Duration.ZERO, Optional.empty(), NEVER, bytesPerSecond, false, NEVER, false, NEVER);
    }

    /** The request is applied, and its reply is lost. */
    public static HttpFault dropReply() {
        return new HttpFault(Duration.ZERO, Optional.empty(), NEVER, NEVER, true, NEVER, false, NEVER);
    }

    /** The connection is reset after this many body bytes of the reply; at most these arrive. */
    public static HttpFault resetReplyAfter(long bytes) {
        return new HttpFault(Duration.ZERO, Optional.empty(), NEVER, NEVER, false, bytes, true, NEVER);
    }

    /** The reply ends in order after this many of its body bytes. */
    public static HttpFault shortReply(long bytes) {
        return new HttpFault(Duration.ZERO, Optional.empty(), NEVER, NEVER, false, bytes, false, NEVER);
    }

    /** One bit of this body byte of the reply is flipped. */
    public static HttpFault alterReplyByte(long position) {
        return new HttpFault(Duration.ZERO, Optional.empty(), NEVER, NEVER, false, NEVER, false, position);
    }
}
