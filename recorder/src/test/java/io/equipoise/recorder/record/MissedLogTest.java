package io.equipoise.recorder.record;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class MissedLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Recording.class);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private long nanos = 5;
    private final MissedLog log = new MissedLog(() -> nanos);

    @BeforeEach
    void listen() {
        heard.start();
        logger.setLevel(ch.qos.logback.classic.Level.INFO);
        logger.addAppender(heard);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(heard);
        logger.setLevel(null);
    }

    @Test
    void oneGapIsSaidAtItsBeginAndItsEnd() {
        log.missed(1, "libvirt does not answer", true);
        log.missed(1, "libvirt does not answer", false);
        log.over(2);

        assertThat(lines())
                .containsExactly("tick missed: libvirt does not answer", "recording again after 2 missed ticks");
    }

    @Test
    void manyShortGapsAreSaidOnceAMinuteWithTheirNumber() {
        for (int i = 0; i < 700; i++) {
            log.missed(1, "the sample before took 0.2 s", true);
            log.over(1);
            nanos += TimeUnit.MILLISECONDS.toNanos(200);
        }

        assertThat(lines())
                .containsExactly(
                        "tick missed: the sample before took 0.2 s",
                        "recording again after 1 missed tick",
                        "300 ticks missed: the sample before took 0.2 s",
                        "recording again after 1 missed tick",
                        "300 ticks missed: the sample before took 0.2 s",
                        "recording again after 1 missed tick");
    }

    private List<String> lines() {
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
