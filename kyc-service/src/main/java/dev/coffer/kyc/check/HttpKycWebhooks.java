package dev.coffer.kyc.check;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /webhooks/kyc/{provider}}: public, since the signature says who asks. Answers 200 once what it says is durable, also
 * where it says nothing new or is about nothing of ours; 400 where it is not from the provider; 404 for a provider that is not
 * configured; 413 for more than {@value #MOST_BYTES} bytes; 503 where the provider shall tell again.
 *
 * <p>Metric: {@code coffer.kyc.webhooks} by outcome.
 */
@RestController
class HttpKycWebhooks {

    static final int MOST_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(HttpKycWebhooks.class);
    private static final int MOST_HEADER_CHARACTERS = 4_096;

    private final @Nullable KycProvider provider;
    private final HearProvider hearProvider;
    private final MeterRegistry meters;

    HttpKycWebhooks(ObjectProvider<KycProvider> provider, HearProvider hearProvider, MeterRegistry meters) {
        this.provider = provider.getIfAvailable();
        this.hearProvider = hearProvider;
        this.meters = meters;
    }

    @PostMapping("/webhooks/kyc/{name}")
    ResponseEntity<Void> receive(@PathVariable String name, HttpServletRequest request) throws IOException {
        if (provider == null || !name.equals(provider.name())) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return answer("too-large", 413);
        }
        return switch (provider.hear(headers(request), body)) {
            case KycProvider.Webhook.Refused(String why) -> {
                LOG.warn("A webhook that is said to be of {} is refused: {}", provider.name(), why);
                yield answer("refused", 400);
            }
            case KycProvider.Webhook.Ignored ignored -> answer("ignored", 200);
            case KycProvider.Webhook.Told told -> hear(provider.name(), told);
        };
    }

    private ResponseEntity<Void> hear(String name, KycProvider.Webhook.Told told) {
        try {
            HearProvider.Heard heard = hearProvider.hear(name, told);
            return answer(heard.name().toLowerCase(Locale.ROOT).replace('_', '-'), 200);
        } catch (RuntimeException failure) {
            if (!StoreFailures.isUnavailable(failure)) {
                throw failure;
            }
            return answer("unavailable", 503);
        }
    }

    private ResponseEntity<Void> answer(String outcome, int status) {
        meters.counter("coffer.kyc.webhooks", "outcome", outcome).increment();
        return ResponseEntity.status(status).build();
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            String value = request.getHeader(header);
            if (value != null && value.length() <= MOST_HEADER_CHARACTERS) {
                headers.put(header.toLowerCase(Locale.ROOT), value);
            }
        }
        return headers;
    }
}
