package dev.coffer.notification.topic;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells a topic something, once, however often the same is ordered within a day. */
public final class TellTopic {

    private static final int MOST_BYTES = 16_000;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    private final TopicLog log;
    private final Outbox outbox;
    private final Transactions transactions;

    TellTopic(TopicLog log, Outbox outbox, Transactions transactions) {
        this.log = log;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /**
     * What is to be told.
     *
     * @param type lower-case letters, digits, {@code .} and {@code -}, at most 64
     * @param data an object of JSON, at most 16,000 bytes
     * @param key of idempotency, which holds for one user in one topic
     * @param field where the input stood, such as "input", for the errors
     */
    public record Order(TopicName topic, String type, String data, String key, String field) {

        /** @throws CodedException INVALID_INPUT */
        public Order {
            IdempotencyKeys.require(key, field + ".idempotencyKey");
            if (!TYPE.matcher(type).matches()) {
                throw CodedException.invalid(
                        field + ".type",
                        "A type begins with a lower-case letter and has lower-case letters, digits, '.' and '-', at most 64.");
            }
            if (data.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || !isObject(data)) {
                throw CodedException.invalid(
                        field + ".data", "The data is an object of JSON, of at most " + MOST_BYTES + " bytes.");
            }
        }

        private static boolean isObject(String data) {
            try {
                return JsonMapper.shared().readTree(data).isObject();
            } catch (JacksonException wrong) {
                return false;
            }
        }

        private boolean isFor(TopicMessage message) {
            return message.type().equals(type) && message.data().equals(data);
        }
    }

    /** Whether the caller may is decided before. */
    public TopicResult tell(Caller caller, Order order) {
        return transactions.inTransaction(unit -> {
            TopicMessage before = log.find(unit, caller.tenantId(), order.topic(), caller.userId(), order.key());
            if (before == null) {
                return new TopicResult.Kept(told(unit, caller, order));
            }
            return order.isFor(before)
                    ? new TopicResult.Kept(before)
                    : new TopicResult.Refused(TopicRefusal.TOPIC_KEY_REUSED, order.field() + ".idempotencyKey");
        });
    }

    /** The outbox counts: two who tell the same topic at once take turns by that. */
    private TopicMessage told(UnitOfWork unit, Caller caller, Order order) {
        TopicTold event = new TopicTold(order.topic().value(), order.type());
        EventEnvelope told = outbox.add(
                unit,
                EventDraft.of(event, order.topic().key(caller.tenantId()), caller.tenantId())
                        .onBehalfOf(caller.userId()));
        TopicMessage message = new TopicMessage(
                caller.tenantId(),
                order.topic(),
                told.seq(),
                order.type(),
                order.data(),
                caller.userId(),
                order.key(),
                told.timestamp());
        log.keep(unit, message);
        return message;
    }
}
