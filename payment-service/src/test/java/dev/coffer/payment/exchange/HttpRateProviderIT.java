package dev.coffer.payment.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpRateProviderIT {

    private static final Instant NOW = Instant.parse("2026-03-11T15:00:00Z");

    private final RatesServer server = new RatesServer();
    private final HttpRateProvider provider = provider(server.address());

    private static HttpRateProvider provider(URI address) {
        return new HttpRateProvider(address, Duration.ofMillis(500), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void numbers_are_read_as_they_stand_and_what_cannot_be_reckoned_with_is_left_out() throws Exception {
        server.answer(200, """
                {"base": "EUR", "at": "2026-03-10T15:00:00Z", "more": 1,
                 "rates": {"USD": 1.1, "JPY": "160.25", "BTC": 0.000010000000000001, "ZWL": 0, "XXX": -1, "HUGE": 1e30}}""");

        ProvidedRates rates = provider.latest();

        assertThat(rates.base()).isEqualTo("EUR");
        assertThat(rates.at()).isEqualTo(Instant.parse("2026-03-10T15:00:00Z"));
        assertThat(rates.values())
                .containsOnlyKeys("EUR", "USD", "JPY", "BTC")
                .containsEntry("USD", new BigDecimal("1.1"))
                .containsEntry("BTC", new BigDecimal("0.000010000000000001"));
    }

    @Test
    void a_time_that_lies_ahead_counts_as_now() throws Exception {
        server.answer(200, "{\"base\": \"EUR\", \"at\": \"2099-01-01T00:00:00Z\", \"rates\": {}}");

        assertThat(provider.latest().at()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"base\": \"EUR\", \"rates\": {}}",
                "{\"base\": \"EUR\", \"at\": \"yesterday\", \"rates\": {}}",
                "{\"at\": \"2026-03-10T15:00:00Z\", \"rates\": {}}",
                "{\"base\": \"EUR\", \"at\": \"2026-03-10T15:00:00Z\", \"rates\": {\"USD\": \"much\"}}",
                "{\"base\": \"EUR\", \"at\": \"2026-03-10T15:00:00Z\", \"rates\": {\"USD\": null}}"
            })
    void what_is_no_rates_is_not_taken(String body) {
        server.answer(200, body);

        assertThatExceptionOfType(IOException.class).isThrownBy(provider::latest);
    }

    @Test
    void an_answer_that_is_an_error_or_too_long_is_not_taken() {
        String good = "{\"base\": \"EUR\", \"at\": \"2026-03-10T15:00:00Z\", \"rates\": {}}";
        server.answer(500, good);
        assertThatExceptionOfType(IOException.class).isThrownBy(provider::latest);
        server.answer(200, " ".repeat(1 << 20) + good);
        assertThatExceptionOfType(IOException.class).isThrownBy(provider::latest);
    }

    @Test
    void a_provider_that_is_away_or_never_answers_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> provider(address).latest());
        }
        server.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(provider::latest);
    }
}
