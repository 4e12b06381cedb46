package dev.coffer.payment.provider;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.StoreFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;

/**
 * A provider for development and tests that moves no real money. What it does follows from the amount ({@link SimulatorRule},
 * {@link SimulatorPayoutRule});
 * what it did it keeps in the collections {@value #COLLECTION} and {@value #PAYOUTS}, as a real provider would in its own database, so that it knows
 * a repeat also after a restart, and a test can see how often somebody was charged or paid.
 */
final class MongoSimulator implements PaymentProvider {

    static final String COLLECTION = "simulator_charges";
    static final String PAYOUTS = "simulator_payouts";
    static final String NAME = "simulator";
    private static final String ID = "_id";
    private static final String ASKED = "asked";
    private static final String AT = "at";
    private static final Duration LATE_BY = Duration.ofSeconds(2);

    private final MongoCollection<Document> charges;
    private final MongoCollection<Document> payouts;
    private final MongoSimulatorWebhooks webhooks;
    private final Clock clock;

    MongoSimulator(MongoDatabase database, MongoSimulatorWebhooks webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.charges = database.getCollection(COLLECTION);
        this.payouts = database.getCollection(PAYOUTS);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChargeResult charge(Charge charge) {
        SimulatorRule rule = SimulatorRule.of(charge.amount());
        try {
            Document known = remember(charges, charge.key(), charge.tenantId(), charge.amount(), rule.name());
            if (rule.isLate() && !isOver(known)) {
                int copies = rule == SimulatorRule.DECLINE_LATER ? 2 : 1;
                webhooks.plan(charge.tenantId(), charge.key(), "charge.changed", news(known), copies);
                return new ChargeResult.Unknown("The simulator waits for the payer, as the amount asks for.");
            }
            return rule.losesAnswer(asked(known))
                    ? new ChargeResult.Unknown("The simulator lost its answer, as the amount asks for.")
                    : rule.outcome(reference(charge.key()), charge.paymentMethod());
        } catch (MongoException failure) {
            return new ChargeResult.Unknown(why(failure));
        }
    }

    @Override
    public PayoutResult payout(Payout payout) {
        SimulatorPayoutRule rule = SimulatorPayoutRule.of(payout.amount());
        try {
            Document known = remember(payouts, payout.key(), payout.tenantId(), payout.amount(), rule.name());
            if (rule.webhooks() > 0) {
                String type = rule.isPaid() ? "payout.paid" : "payout.failed";
                webhooks.plan(payout.tenantId(), payout.key(), type, news(known), rule.webhooks());
            }
            if (rule.isLate() && !isOver(known)) {
                return new PayoutResult.Accepted(reference(payout.key()));
            }
            return rule.losesAnswer(asked(known))
                    ? new PayoutResult.Unknown("The simulator lost its answer, as the amount asks for.")
                    : rule.outcome(reference(payout.key()));
        } catch (MongoException failure) {
            return new PayoutResult.Unknown(why(failure));
        }
    }

    @Override
    public WebhookReading read(ProviderWebhook webhook) {
        return webhooks.read(webhook);
    }

    private static int asked(Document known) {
        return known.getInteger(ASKED, 0);
    }

    /** When what comes late has come. */
    private static Instant news(Document known) {
        return Objects.requireNonNull(known.getDate(AT)).toInstant().plus(LATE_BY);
    }

    private boolean isOver(Document known) {
        return !clock.instant().isBefore(news(known));
    }

    /** @return what is known of the key, with how often it was asked for, this time included */
    private Document remember(
            MongoCollection<Document> operations, String key, String tenantId, Money amount, String rule) {
        Document after = operations.findOneAndUpdate(
                Filters.eq(ID, key),
                Updates.combine(
                        Updates.inc(ASKED, 1),
                        Updates.setOnInsert(new Document("tenantId", tenantId)
                                .append("amount", amount.minor())
                                .append("currency", amount.currency().code())
                                .append("rule", rule)
                                .append(AT, Date.from(clock.instant())))),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return Objects.requireNonNull(after);
    }

    @Override
    public RefundResult refund(Refund refund) {
        try {
            long matched = charges.updateOne(
                            Filters.eq(ID, keyOf(refund.reference())),
                            Updates.combine(Updates.set("refundKey", refund.key()), Updates.set("refunded", true)))
                    .getMatchedCount();
            return matched == 1 ? RefundResult.REFUNDED : RefundResult.UNKNOWN;
        } catch (MongoException failure) {
            why(failure);
            return RefundResult.UNKNOWN;
        }
    }

    static String reference(String key) {
        return "sim_" + key;
    }

    private static String keyOf(String reference) {
        return reference.substring("sim_".length());
    }

    /** Only what a network to a real provider could do as well; a bug stays a bug. */
    private static String why(MongoException failure) {
        if (!StoreFailures.isUnavailable(failure)) {
            throw failure;
        }
        return "The simulator's database is away: " + failure.getClass().getSimpleName();
    }
}
