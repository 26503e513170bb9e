package io.tracker.testing.line.fleet;

import io.tracker.testing.servers.HttpFault;
import java.time.Duration;
import java.util.Locale;

/** What goes wrong between a host and the store. */
enum StoreTrouble {
    BUSY("503 SlowDown"),
    ERROR("500 InternalError"),
    ERROR_IN_200("200 with an error in its body"),
    LOST_REQUEST("reset before the request is read"),
    CUT_REQUEST("reset after %d bytes of the request's body"),
    LOST_REPLY("applied, and the reply is lost"),
    CUT_REPLY("reset after %d bytes of the reply's body"),
    SHORT_REPLY("reply ends after %d bytes of its body"),
    LATE("silent for %d ms, then applied"),
    SLOW("every request takes %d ms more"),
    NARROW("bodies flow at %d bytes/s");

    private final String words;

    StoreTrouble(String words) {
        this.words = words;
    }

    String words(long number) {
        return String.format(Locale.ROOT, words, number);
    }

    HttpFault fault(long number) {
        return switch (this) {
            case BUSY -> HttpFault.unavailable();
            case ERROR -> HttpFault.answer(500, "InternalError");
            case ERROR_IN_200 -> HttpFault.answer(200, "InternalError");
            case LOST_REQUEST -> HttpFault.resetRequestAfter(0);
            case CUT_REQUEST -> HttpFault.resetRequestAfter(number);
            case LOST_REPLY -> HttpFault.dropReply();
            case CUT_REPLY -> HttpFault.resetReplyAfter(number);
            case SHORT_REPLY -> HttpFault.shortReply(number);
            case LATE, SLOW -> HttpFault.delay(Duration.ofMillis(number));
            case NARROW -> HttpFault.slowRequest(number);
        };
    }
}
