package io.equipoise.coordinator.exec;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedErrorsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LoggedErrors.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private List<String> logged(String output) {
        LoggedErrors errors =
                new LoggedErrors("exec:p", new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        errors.run();
        errors.close();
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void linesArePassedOnWithTheProgramsName() {
        assertThat(logged("one\n\u001b[31mtwo\u0007\nthree"))
                .containsExactly("exec:p: one", "exec:p: [31mtwo", "exec:p: three");
    }

    @Test
    void longLineIsCut() {
        assertThat(logged("x".repeat(1_000_000) + "\nshort\n"))
                .containsExactly("exec:p: " + "x".repeat(LoggedErrors.LONGEST_LINE) + "…", "exec:p: short");
    }

    @Test
    void floodIsCountedAndLeftOut() {
        assertThat(logged("line\n".repeat(100_000)))
                .hasSize(LoggedErrors.LINES_A_TICK + 1)
                .last()
                .isEqualTo("exec:p: 99980 lines of its error output were left out");
    }
}
