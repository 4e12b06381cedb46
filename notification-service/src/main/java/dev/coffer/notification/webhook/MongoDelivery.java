package dev.coffer.notification.webhook;

import com.mongodb.client.model.Updates;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.notification.webhook.WebhookDelivery.Outcome;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** A delivery as {@link MongoWebhookDeliveries} keeps it. */
final class MongoDelivery {

    static final String ID = "_id";
    static final String LANE = "lane";
    static final String WEBHOOK = "webhookId";
    static final String STATE = "state";
    static final String TRIES = "tries";
    static final String DUE_AT = "dueAt";
    static final String GIVE_UP_AT = "giveUpAt";
    static final String CREATED_AT = "createdAt";
    static final String ENDED_AT = "endedAt";

    private static final String LAST = "last";
    private static final String PROBLEM = "problem";
    private static final String AT = "at";

    private MongoDelivery() {}

    static Document write(WebhookDelivery delivery) {
        return new Document(ID, delivery.id())
                .append(LANE, new EndpointQueue.Key(delivery.tenantId(), delivery.webhookId()).text())
                .append(WEBHOOK, delivery.webhookId())
                .append("event", delivery.event())
                .append("body", delivery.body())
                .append(STATE, delivery.state().name())
                .append(TRIES, delivery.tries())
                .append(CREATED_AT, Date.from(delivery.createdAt()))
                .append(GIVE_UP_AT, Date.from(delivery.giveUpAt()))
                .append(DUE_AT, Date.from(delivery.createdAt()));
    }

    /** What a try changes. */
    static Bson change(WebhookDelivery delivery) {
        Instant next = delivery.nextTryAt();
        Instant ended = delivery.endedAt();
        return Updates.combine(
                Updates.set(STATE, delivery.state().name()),
                Updates.set(TRIES, delivery.tries()),
                Updates.set(LAST, write(Objects.requireNonNull(delivery.last(), LAST))),
                next == null ? Updates.unset(DUE_AT) : Updates.set(DUE_AT, Date.from(next)),
                ended == null ? Updates.unset(ENDED_AT) : Updates.set(ENDED_AT, Date.from(ended)));
    }

    private static Document write(Outcome outcome) {
        return new Document("status", outcome.status())
                .append("reply", outcome.reply())
                .append(PROBLEM, outcome.problem())
                .append(AT, Date.from(outcome.at()))
                .append("tookMillis", outcome.tookMillis());
    }

    /** What the last try came to stays; why it ended is told beside it. */
    static Bson dead(String problem, Instant now) {
        return Updates.combine(
                Updates.set(STATE, State.DEAD.name()),
                Updates.set(LAST + "." + PROBLEM, problem),
                Updates.set(LAST + "." + AT, Date.from(now)),
                Updates.set(ENDED_AT, Date.from(now)),
                Updates.unset(DUE_AT));
    }

    static WebhookDelivery read(Document document) {
        return new WebhookDelivery(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(WEBHOOK),
                document.getString("event"),
                document.getString("body"),
                State.valueOf(document.getString(STATE)),
                document.getInteger(TRIES, 0),
                document.getDate(CREATED_AT).toInstant(),
                document.getDate(GIVE_UP_AT).toInstant(),
                instant(document, DUE_AT),
                last(document.get(LAST, Document.class)),
                instant(document, ENDED_AT));
    }

    private static @Nullable Outcome last(@Nullable Document last) {
        return last == null
                ? null
                : new Outcome(
                        last.getInteger("status"),
                        last.getString("reply"),
                        last.getString(PROBLEM),
                        last.getDate(AT).toInstant(),
                        last.get("tookMillis", 0L));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }
}
