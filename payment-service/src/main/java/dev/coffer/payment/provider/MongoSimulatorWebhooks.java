package dev.coffer.payment.provider;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.webhook.SeenDeliveries;
import dev.coffer.core.webhook.WebhookLimits;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.core.webhook.WebhookSigner;
import dev.coffer.core.webhook.WebhookVerdict;
import dev.coffer.core.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the simulator has to tell of its own accord, kept until it is told: signed as our own webhooks are, with a secret that it makes
 * up once for each database.
 */
final class MongoSimulatorWebhooks {

    static final String COLLECTION = "simulator_webhooks";
    static final String SIGNATURE = "simulator-signature";

    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";
    private static final String SECRET = "secret";
    private static final String BODY = "body";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MongoCollection<Document> waiting;
    private final Clock clock;
    private final SecureRandom random;
    private final WebhookVerifier verifier;
    private @Nullable WebhookSecret secret;

    MongoSimulatorWebhooks(MongoDatabase database, Clock clock, SecureRandom random) {
        this.waiting = database.getCollection(COLLECTION);
        this.clock = clock;
        this.random = random;
        this.verifier = new WebhookVerifier("simulator", WebhookLimits.DEFAULT, new Anything(), clock);
    }

    /** A webhook to send. @param signature of its body, made now */
    record Delivery(String id, byte[] body, String signature) {}

    /** Tells it from then on, as often as {@code copies} says; once for each key and type. */
    void plan(String tenantId, String key, String type, Instant at, int copies) {
        for (int copy = 1; copy <= copies; copy++) {
            String body = JSON.writeValueAsString(
                    Map.of("type", type, "tenantId", tenantId, "key", key, "reference", MongoSimulator.reference(key)));
            waiting.updateOne(
                    Filters.eq(ID, key + '#' + type + '#' + copy),
                    Updates.setOnInsert(new Document("tenantId", tenantId)
                            .append(BODY, body)
                            .append(DUE_AT, Date.from(at))),
                    new UpdateOptions().upsert(true));
        }
    }

    /** The next that is due, which nobody else gets for as long as {@code lease}; null when none is. */
    @Nullable
    Delivery next(Duration lease) {
        Instant now = clock.instant();
        Document taken = waiting.findOneAndUpdate(
                Filters.lte(DUE_AT, Date.from(now)),
                Updates.set(DUE_AT, Date.from(now.plus(lease))),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(DUE_AT)));
        if (taken == null) {
            return null;
        }
        byte[] body = Objects.requireNonNull(taken.getString(BODY)).getBytes(StandardCharsets.UTF_8);
        return new Delivery(
                Objects.requireNonNull(taken.getString(ID)),
                body,
                new WebhookSigner(clock).sign(body, List.of(secret())));
    }

    /** It was taken in: it is not sent again, and not planned again either. */
    void done(Delivery delivery) {
        waiting.updateOne(Filters.eq(ID, delivery.id()), Updates.unset(DUE_AT));
    }

    WebhookReading read(ProviderWebhook webhook) {
        return switch (verifier.verify(webhook.header(SIGNATURE), webhook.body(), List.of(secret()))) {
            case WebhookVerdict.Refused(WebhookVerdict.Reason reason) -> new WebhookReading.Refused(reason.name());
            case WebhookVerdict.Valid valid -> parse(webhook.body());
        };
    }

    private static WebhookReading parse(byte[] body) {
        JsonNode told;
        try {
            told = JSON.readTree(body);
        } catch (JacksonException broken) {
            return new WebhookReading.Refused("it is signed and no JSON");
        }
        String tenantId = told.path("tenantId").asString("");
        String key = told.path("key").asString("");
        String reference = told.path("reference").asString("");
        String type = told.path("type").asString("");
        if (tenantId.isEmpty() || key.isEmpty()) {
            return new WebhookReading.Ignored(type);
        }
        return switch (type) {
            case "charge.changed" -> new WebhookReading.Told(new ProviderFact.ChargeChanged(tenantId, key));
            case "payout.paid" -> new WebhookReading.Told(new ProviderFact.PayoutPaid(tenantId, key, reference));
            case "payout.failed" ->
                new WebhookReading.Told(new ProviderFact.PayoutFailed(tenantId, key, PayoutRefusal.PAYOUT_REFUSED));
            default -> new WebhookReading.Ignored(type);
        };
    }

    /** The same for all replicas: whoever asks first makes it up. */
    private synchronized WebhookSecret secret() {
        WebhookSecret known = secret;
        if (known == null) {
            Document stored = waiting.findOneAndUpdate(
                    Filters.eq(ID, SECRET),
                    Updates.setOnInsert(SECRET, WebhookSecret.generate(random).text()),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            known = new WebhookSecret(
                    Objects.requireNonNull(Objects.requireNonNull(stored).getString(SECRET)));
            secret = known;
        }
        return known;
    }

    /** What comes twice is for the handlers to recognise; they do, and the sender is told so. */
    private static final class Anything implements SeenDeliveries {

        @Override
        public Seen note(String delivery, Duration lifetime) {
            return Seen.FIRST;
        }

        @Override
        public void forget(String delivery) {
            // Nothing was noted.
        }
    }
}
