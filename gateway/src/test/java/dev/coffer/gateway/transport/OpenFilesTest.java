package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OpenFilesTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(OpenFiles.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    OpenFilesTest() {
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(said);
    }

    @Test
    void a_subscription_needs_a_file_to_its_client_and_one_to_its_subgraph() {
        assertThat(OpenFiles.needed(12_000)).isEqualTo(24_400);
    }

    @Test
    void too_few_files_are_said_and_enough_are_not() {
        OpenFiles.look(SubscriptionOptions.DEFAULT.withMost(1, 1));
        assertThat(said.list).isEmpty();

        OpenFiles.look(SubscriptionOptions.DEFAULT.withMost(1_000_000_000, 1));
        assertThat(said.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("2000000400", "per-process"));
    }
}
