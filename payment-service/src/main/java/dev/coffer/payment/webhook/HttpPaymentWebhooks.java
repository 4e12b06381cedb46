package dev.coffer.payment.webhook;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.payment.provider.HearsProvider;
import dev.coffer.payment.provider.HearsProvider.Heard;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.ProviderFact;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.WebhookReading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /webhooks/payments/{provider}}: public, since the signature says who asks. Answers 200 once what it says is durable, also
 * where it says nothing new or is about nothing of ours; 400 where it is not from the provider; 404 for a provider that is not
 * configured; 413 for more than {@value #MOST_BYTES} bytes; 503 where the provider shall tell again.
 *
 * <p>Metric: {@code coffer.payment.webhooks} by provider and outcome.
 */
@RestController
class HttpPaymentWebhooks {

    static final int MOST_BYTES = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(HttpPaymentWebhooks.class);
    private static final List<String> OUTCOMES =
            List.of("taken", "nothing-new", "unknown", "ignored", "refused", "too-large", "later", "unavailable");
    private static final int MOST_HEADER_CHARACTERS = 4_096;

    private final PaymentProvider provider;
    private final List<HearsProvider> listeners;
    private final MeterRegistry meters;

    HttpPaymentWebhooks(PaymentProvider provider, List<HearsProvider> listeners, MeterRegistry meters) {
        this.provider = provider;
        this.listeners = List.copyOf(listeners);
        this.meters = meters;
        // So that each is there from the start, and its growth can be seen.
        OUTCOMES.forEach(this::counter);
    }

    @PostMapping("/webhooks/payments/{name}")
    ResponseEntity<Void> receive(@PathVariable String name, HttpServletRequest request) throws IOException {
        if (!name.equals(provider.name())) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return answer("too-large", 413);
        }
        return switch (provider.read(new ProviderWebhook(headers(request), body))) {
            case WebhookReading.Refused(String why) -> {
                LOG.warn("A webhook that is said to be of {} is refused: {}", provider.name(), why);
                yield answer("refused", 400);
            }
            case WebhookReading.Ignored ignored -> answer("ignored", 200);
            case WebhookReading.Told(ProviderFact fact) -> tell(fact);
        };
    }

    private ResponseEntity<Void> tell(ProviderFact fact) {
        try {
            Heard most = Heard.UNKNOWN;
            for (HearsProvider listener : listeners) {
                Heard heard = listener.hear(fact);
                most = heard == Heard.UNKNOWN ? most : heard;
            }
            return switch (most) {
                case TAKEN -> answer("taken", 200);
                case NOTHING_NEW -> answer("nothing-new", 200);
                case UNKNOWN -> answer("unknown", 200);
                case LATER -> answer("later", 503);
            };
        } catch (CodedException failure) {
            if (failure.code() != CommonError.UNAVAILABLE) {
                throw failure;
            }
            return answer("unavailable", 503);
        }
    }

    private ResponseEntity<Void> answer(String outcome, int status) {
        counter(outcome).increment();
        return ResponseEntity.status(status).build();
    }

    private Counter counter(String outcome) {
        return meters.counter("coffer.payment.webhooks", "provider", provider.name(), "outcome", outcome);
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
