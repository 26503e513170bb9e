package io.tracker.agent.cli;

import java.time.Instant;
import java.util.Optional;
import org.apache.log4j.Layout;
import org.apache.log4j.spi.LoggingEvent;

/** Log lines as objects of JSON, for those who collect them: {@code time, level, thread, logger, message} and perhaps {@code stack}. */
public final class JsonLines extends Layout {
    @Override
    public String format(LoggingEvent event) {
        return new JsonLine()
                        .with("time", Instant.ofEpochMilli(event.getTimeStamp()).toString())
                        .with("level", event.getLevel().toString())
                        .with("thread", event.getThreadName())
                        .with("logger", event.getLoggerName().replaceFirst(".*\\.", ""))
                        .with("message", event.getRenderedMessage())
                        .with(
                                "stack",
                                Optional.ofNullable(event.getThrowableStrRep()).map(lines -> String.join("\n", lines)))
                        .text()
                + "\n";
    }

    @Override
    public boolean ignoresThrowable() {
        return false;
    }

    @Override
    public void activateOptions() {
        // there are none
    }
}
