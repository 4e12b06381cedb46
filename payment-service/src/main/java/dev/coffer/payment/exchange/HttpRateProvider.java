package dev.coffer.payment.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rates as JSON from an address: {@code {"base": "EUR", "at": "2026-03-11T15:00:00Z", "rates": {"USD": 1.085, "JPY": "160.25"}}}.
 * Numbers are read as they stand, never as binary fractions. At most {@value #MAX_BYTES} bytes; no redirects.
 */
final class HttpRateProvider implements RateProvider {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MOST_RATES = 1_000;

    private final URI address;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    HttpRateProvider(URI address, Duration timeout, Clock clock) {
        this.address = address;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public ProvidedRates latest() throws IOException {
        try {
            return read(json.readTree(fetch()));
        } catch (JacksonException | DateTimeException | NumberFormatException wrong) {
            throw new IOException("What " + address + " answers is no rates: " + wrong.getMessage(), wrong);
        }
    }

    private byte[] fetch() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(timeout).build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (response.statusCode() != 200 || bytes.length > MAX_BYTES) {
                    throw new IOException(
                            address + " answers HTTP " + response.statusCode() + " with " + bytes.length + " bytes");
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while reading rates", e);
        }
    }

    /** A time that lies ahead would keep a rate from ever growing too old. */
    private ProvidedRates read(JsonNode answer) throws IOException {
        String base = answer.path("base").asString("");
        JsonNode rates = answer.path("rates");
        if (base.isEmpty() || rates.size() > MOST_RATES) {
            throw new IOException("What " + address + " answers has no base, or more than " + MOST_RATES + " rates");
        }
        Instant said = Instant.parse(answer.path("at").asString(""));
        Instant now = clock.instant();
        Map<String, BigDecimal> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> rate : rates.properties()) {
            JsonNode value = rate.getValue();
            values.put(rate.getKey(), value.isNumber() ? value.decimalValue() : new BigDecimal(value.asString("")));
        }
        return new ProvidedRates(base, said.isAfter(now) ? now : said, values);
    }
}
