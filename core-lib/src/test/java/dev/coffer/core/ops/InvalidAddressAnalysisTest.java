package dev.coffer.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.store.InvalidAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

class InvalidAddressAnalysisTest {

    @Test
    void a_start_that_fails_by_a_wrong_address_is_told_in_the_sentence_that_names_the_setting() {
        Exception cause = new IllegalArgumentException("no scheme");
        Exception failure = new IllegalStateException(
                "Error creating bean", new InvalidAddress("coffer.redis.uri is no address.", cause));
        FailureAnalysis analysis = new InvalidAddressAnalysis().analyze(failure);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).isEqualTo("coffer.redis.uri is no address.");
        assertThat(analysis.getAction()).contains("COFFER_REDIS_URI");
    }

    @Test
    void spring_finds_the_analysis() throws IOException {
        try (InputStream factories = getClass().getResourceAsStream("/META-INF/spring.factories")) {
            assertThat(factories).isNotNull();
            Properties found = new Properties();
            found.load(factories);
            assertThat(found).containsEntry(FailureAnalyzer.class.getName(), InvalidAddressAnalysis.class.getName());
        }
    }
}
