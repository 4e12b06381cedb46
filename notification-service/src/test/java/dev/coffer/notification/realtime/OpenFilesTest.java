package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    private static final StreamLimits LIMITS =
            new StreamLimits(1, 10_000, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

    @Test
    void every_connection_is_an_open_file_and_the_process_needs_some_for_itself() {
        assertThat(OpenFiles.isTooFew(10_000, LIMITS)).isTrue();
        assertThat(OpenFiles.isTooFew(10_000 + OpenFiles.FOR_ITSELF, LIMITS)).isFalse();
    }
}
