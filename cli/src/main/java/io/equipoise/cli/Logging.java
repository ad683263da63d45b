package io.equipoise.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What is logged on standard error, and how. */
final class Logging {
    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss'Z', UTC} ";

    private Logging() {}

    /** Leaves out what matters less than this. */
    static void level(Level least) {
        logger("io.equipoise").setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(least));
    }

    /** Begins each line with the time, unless a person or a journal, which has its own, reads it. */
    static void likeADaemon(Map<String, String> environment) {
        Appender<ILoggingEvent> stderr = logger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
        if (!Terminal.stderr()
                && !environment.containsKey("JOURNAL_STREAM")
                && stderr instanceof OutputStreamAppender<ILoggingEvent> stream
                && stream.getEncoder() instanceof PatternLayoutEncoder lines
                && !lines.getPattern().startsWith(TIME)) {
            lines.setPattern(TIME + lines.getPattern());
            lines.start();
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
