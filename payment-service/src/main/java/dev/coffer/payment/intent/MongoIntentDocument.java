package dev.coffer.payment.intent;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.payment.intent.IntentState.Decision;
import dev.coffer.payment.intent.IntentState.NotPaid;
import dev.coffer.payment.intent.IntentState.Paid;
import dev.coffer.payment.ledger.Selection;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A payment intent as it is stored. Amounts are in minor units. */
final class MongoIntentDocument {

    static final String COLLECTION = "payment_intents";
    static final String ID = "_id";
    static final String KEY = "key";
    static final String USER = "userId";
    static final String ORDER = "orderReference";
    /** The order's reference for as long as no other intent of the user may have it. */
    static final String LIVE_ORDER = "liveOrder";

    static final String STATUS = "status";
    static final String ATTEMPTS = "attempts";
    static final String IS_HELD = "isHeld";
    static final String DUE_AT = "dueAt";
    static final String VERSION = "version";

    private static final String STATE = "state";
    private static final String WALLET = "walletId";
    private static final String CURRENCY = "currency";
    private static final String AMOUNT = "amount";
    private static final String DESCRIPTION = "description";
    private static final String LINES = "lines";
    private static final String SELECTIONS = "selections";
    private static final String QUANTITY = "quantity";
    private static final String CAPTURES_AT_ONCE = "capturesAtOnce";
    private static final String REQUEST = "request";
    private static final String CREATED_AT = "createdAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String HOLD = "holdId";
    private static final String CAPTURED_BY = "capturedBy";
    private static final String TRANSFER = "transferId";
    private static final String PAID_AT = "paidAt";
    private static final String REFUND = "refundId";
    private static final String REFUNDS_TRIED = "refundsTried";
    private static final String DECISION = "refundDecision";
    private static final String WHY = "why";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";
    private static final String IS_CANCELLED = "isCancelled";
    private static final String RETRY_AFTER = "retryAfterSeconds";
    private static final String AT = "at";

    /** The names in {@value #STATE}: never changed. */
    private enum Stored {
        REQUESTED,
        DECLINED,
        HELD,
        CAPTURING,
        APPROVED,
        RELEASING,
        RELEASED,
        REFUNDING,
        REFUNDED
    }

    private MongoIntentDocument() {}

    /** Whether the user may pay the order by another intent from then on. */
    static boolean freesOrder(IntentState state) {
        return state instanceof IntentState.Declined || state instanceof IntentState.Released;
    }

    /** All but when it is due. */
    static Document write(PaymentIntent intent) {
        Document document = new Document(ID, intent.id())
                .append(TenantCollection.TENANT_ID, intent.tenantId())
                .append(USER, intent.userId())
                .append(WALLET, intent.walletId())
                .append(ORDER, intent.orderReference())
                .append(LIVE_ORDER, intent.orderReference())
                .append(CURRENCY, intent.amount().currency().code())
                .append(AMOUNT, intent.amount().minor())
                .append(DESCRIPTION, intent.billing().description())
                .append(
                        LINES,
                        intent.billing().lines().stream()
                                .map(line -> new Document(DESCRIPTION, line.description())
                                        .append(QUANTITY, line.quantity())
                                        .append(AMOUNT, line.amount().minor()))
                                .toList())
                .append(
                        SELECTIONS,
                        intent.selections().stream().map(Selection::text).toList())
                .append(CAPTURES_AT_ONCE, intent.capturesAtOnce())
                .append(KEY, intent.key())
                .append(REQUEST, intent.request())
                .append(CREATED_AT, Date.from(intent.createdAt()))
                .append(EXPIRES_AT, Date.from(intent.expiresAt()))
                .append(ATTEMPTS, intent.attempts())
                .append(IS_HELD, intent.isHeld())
                .append(VERSION, intent.version());
        document.putAll(writeState(intent.state()));
        return document;
    }

    /** The fields that a state sets; those of earlier states that it does not name stay as they are. */
    static Document writeState(IntentState state) {
        Document fields = new Document(STATUS, IntentStatus.of(state).name());
        return switch (state) {
            case IntentState.Requested requested -> stored(fields, Stored.REQUESTED);
            case IntentState.Declined(String code, String message, Integer seconds, Instant at) ->
                stored(fields, Stored.DECLINED)
                        .append(CODE, code)
                        .append(MESSAGE, message)
                        .append(RETRY_AFTER, seconds)
                        .append(AT, Date.from(at));
            case IntentState.Held(String holdId) -> stored(fields, Stored.HELD).append(HOLD, holdId);
            case IntentState.Capturing(String holdId, String by) ->
                stored(fields, Stored.CAPTURING).append(HOLD, holdId).append(CAPTURED_BY, by);
            case IntentState.Approved(Paid paid, int tried, NotPaid refusal) ->
                write(stored(fields, Stored.APPROVED), paid)
                        .append(REFUNDS_TRIED, tried)
                        .append(WHY, refusal == null ? null : write(refusal));
            case IntentState.Releasing(String holdId, NotPaid why) ->
                stored(fields, Stored.RELEASING).append(HOLD, holdId).append(WHY, write(why));
            case IntentState.Released(String holdId, NotPaid why, Instant at) ->
                stored(fields, Stored.RELEASED)
                        .append(HOLD, holdId)
                        .append(WHY, write(why))
                        .append(AT, Date.from(at));
            case IntentState.Refunding(Paid paid, Decision decision, int attempt) ->
                write(stored(fields, Stored.REFUNDING), paid)
                        .append(DECISION, write(decision))
                        .append(REFUNDS_TRIED, attempt);
            case IntentState.Refunded(Paid paid, Decision decision, String refundId, Instant at) ->
                write(stored(fields, Stored.REFUNDED), paid)
                        .append(DECISION, write(decision))
                        .append(REFUND, refundId)
                        .append(AT, Date.from(at));
        };
    }

    private static Document stored(Document fields, Stored name) {
        return fields.append(STATE, name.name());
    }

    private static Document write(Document fields, Paid paid) {
        return fields.append(HOLD, paid.holdId())
                .append(TRANSFER, paid.transferId())
                .append(CAPTURED_BY, paid.by())
                .append(PAID_AT, Date.from(paid.at()));
    }

    private static Document write(NotPaid why) {
        return new Document(IS_CANCELLED, why.isCancelled())
                .append(CODE, why.code())
                .append(MESSAGE, why.message());
    }

    private static Document write(Decision decision) {
        return new Document("by", decision.by())
                .append("reason", decision.reason())
                .append(AT, Date.from(decision.at()));
    }

    static PaymentIntent read(Document document, Currencies currencies) {
        Currency currency = currencies.get(text(document, CURRENCY));
        return new PaymentIntent(
                text(document, ID),
                text(document, TenantCollection.TENANT_ID),
                text(document, USER),
                text(document, WALLET),
                text(document, ORDER),
                new Money(number(document, AMOUNT), currency),
                new Billing(text(document, DESCRIPTION), lines(document, currency)),
                document.getList(SELECTIONS, String.class, List.of()).stream()
                        .map(Selection::ofText)
                        .toList(),
                document.getBoolean(CAPTURES_AT_ONCE, false),
                text(document, KEY),
                text(document, REQUEST),
                time(document, CREATED_AT),
                time(document, EXPIRES_AT),
                readState(document),
                document.getInteger(ATTEMPTS, 0),
                document.getBoolean(IS_HELD, false),
                number(document, VERSION));
    }

    private static List<Billing.Line> lines(Document document, Currency currency) {
        return document.getList(LINES, Document.class, List.of()).stream()
                .map(line -> new Billing.Line(
                        text(line, DESCRIPTION),
                        line.getInteger(QUANTITY, 1),
                        new Money(number(line, AMOUNT), currency)))
                .toList();
    }

    private static IntentState readState(Document document) {
        return switch (Stored.valueOf(text(document, STATE))) {
            case REQUESTED -> new IntentState.Requested();
            case DECLINED ->
                new IntentState.Declined(
                        text(document, CODE),
                        text(document, MESSAGE),
                        document.getInteger(RETRY_AFTER),
                        time(document, AT));
            case HELD -> new IntentState.Held(text(document, HOLD));
            case CAPTURING -> new IntentState.Capturing(text(document, HOLD), document.getString(CAPTURED_BY));
            case APPROVED ->
                new IntentState.Approved(paid(document), document.getInteger(REFUNDS_TRIED, 0), why(document));
            case RELEASING -> new IntentState.Releasing(text(document, HOLD), requireWhy(document));
            case RELEASED -> new IntentState.Released(text(document, HOLD), requireWhy(document), time(document, AT));
            case REFUNDING ->
                new IntentState.Refunding(paid(document), decision(document), document.getInteger(REFUNDS_TRIED, 1));
            case REFUNDED ->
                new IntentState.Refunded(
                        paid(document), decision(document), text(document, REFUND), time(document, AT));
        };
    }

    private static Paid paid(Document document) {
        return new Paid(
                text(document, HOLD),
                text(document, TRANSFER),
                document.getString(CAPTURED_BY),
                time(document, PAID_AT));
    }

    private static @Nullable NotPaid why(Document document) {
        Document stored = document.get(WHY, Document.class);
        return stored == null
                ? null
                : new NotPaid(stored.getBoolean(IS_CANCELLED, false), text(stored, CODE), text(stored, MESSAGE));
    }

    private static NotPaid requireWhy(Document document) {
        return Objects.requireNonNull(why(document), WHY);
    }

    private static Decision decision(Document document) {
        Document stored = Objects.requireNonNull(document.get(DECISION, Document.class), DECISION);
        return new Decision(text(stored, "by"), text(stored, "reason"), time(stored, AT));
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static long number(Document document, String field) {
        return Objects.requireNonNull(document.getLong(field), field);
    }

    private static Instant time(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }
}
