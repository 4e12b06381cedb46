package dev.coffer.core.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class SweepTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(Sweep.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void leave() {
        log.detachAppender(said);
    }

    /** Looks that fail so, one after the other, and well from then on. */
    private void looks(List<? extends RuntimeException> results) {
        try (Sweep sweep = new Sweep("test", Duration.ofMillis(1), failures::incrementAndGet)) {
            sweep.start("Nothing was looked for", () -> {
                int look = looks.getAndIncrement();
                if (look < results.size()) {
                    throw results.get(look);
                }
            });
            await().until(() -> looks.get() > results.size() + 1);
        }
    }

    private List<Level> levels() {
        return said.list.stream()
                .map(ILoggingEvent::getLevel)
                .filter(level -> level.isGreaterOrEqual(Level.INFO))
                .toList();
    }

    private static CodedException away() {
        return new CodedException(CommonError.UNAVAILABLE, "The store is away.", null, null);
    }

    @Test
    void while_a_service_starts_a_store_that_is_not_ready_is_counted_and_not_told() {
        looks(List.of(away(), away()));

        assertThat(failures).hasValue(2);
        assertThat(levels()).isEmpty();
    }

    @Test
    void once_it_was_there_a_store_that_goes_away_is_told() {
        try (Sweep sweep = new Sweep("test", Duration.ofMillis(1), failures::incrementAndGet)) {
            sweep.start("Nothing was looked for", () -> {
                if (looks.getAndIncrement() == 1) {
                    throw away();
                }
            });
            await().until(() -> looks.get() > 2);
        }

        assertThat(levels()).containsExactly(Level.WARN);
        assertThat(said.list.getFirst().getFormattedMessage()).startsWith("Nothing was looked for; the store is away");
    }

    @Test
    void what_is_wrong_is_told_at_once_and_the_next_look_comes_all_the_same() {
        looks(List.of(new IllegalStateException("a bug")));

        assertThat(levels()).containsExactly(Level.ERROR);
        assertThat(failures).hasValue(1);
    }
}
