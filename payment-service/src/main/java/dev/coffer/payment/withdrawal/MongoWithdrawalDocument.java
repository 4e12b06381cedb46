package dev.coffer.payment.withdrawal;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.Destination;
import dev.coffer.payment.withdrawal.Course.Decision;
import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A withdrawal as it is stored. Amounts are in minor units. */
final class MongoWithdrawalDocument {

    static final String COLLECTION = "withdrawals";
    static final String ID = "_id";
    static final String KEY = "key";
    static final String USER = "userId";
    static final String WALLET = "walletId";
    static final String STATUS = "status";
    static final String ATTEMPTS = "attempts";
    static final String IS_HELD = "isHeld";
    static final String DUE_AT = "dueAt";
    static final String VERSION = "version";

    private static final String STATE = "state";

    private static final String CURRENCY = "currency";
    private static final String AMOUNT = "amount";
    private static final String FEE = "fee";
    private static final String DESTINATION = "destination";
    private static final String REQUEST = "request";
    private static final String PROVIDER = "provider";
    private static final String NEEDS_APPROVAL = "needsApproval";
    private static final String CREATED_AT = "createdAt";
    private static final String HOLD = "holdId";
    private static final String APPROVAL = "approval";
    private static final String SINCE = "payingSince";
    private static final String REFERENCE = "reference";
    private static final String BY_HAND = "byHand";
    private static final String TRANSFER = "transferId";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";
    private static final String RETRY_AFTER = "retryAfterSeconds";
    private static final String DECLINED = "declined";
    private static final String CANCELLED_AT = "cancelledAt";
    private static final String AT = "at";

    /** The names in {@value #STATE}: never changed. */
    private enum Stored {
        REQUESTED,
        REFUSED,
        AWAITING,
        FROZEN,
        PAYING,
        STUCK,
        PAID,
        COMPLETED,
        RETURNING,
        RETURNED
    }

    private MongoWithdrawalDocument() {}

    /** All but when it is due. */
    static Document write(Withdrawal withdrawal) {
        Document document = new Document(ID, withdrawal.id())
                .append(TenantCollection.TENANT_ID, withdrawal.tenantId())
                .append(USER, withdrawal.userId())
                .append(WALLET, withdrawal.walletId())
                .append(CURRENCY, withdrawal.amount().currency().code())
                .append(AMOUNT, withdrawal.amount().minor())
                .append(FEE, withdrawal.fee().minor())
                .append(DESTINATION, withdrawal.destination().reference())
                .append(KEY, withdrawal.key())
                .append(REQUEST, withdrawal.request())
                .append(PROVIDER, withdrawal.provider())
                .append(NEEDS_APPROVAL, withdrawal.needsApproval())
                .append(CREATED_AT, Date.from(withdrawal.createdAt()))
                .append(ATTEMPTS, withdrawal.attempts())
                .append(IS_HELD, withdrawal.isHeld())
                .append(VERSION, withdrawal.version());
        document.putAll(writeState(withdrawal.state()));
        return document;
    }

    /** The fields that a state sets; those of earlier states that it does not name stay as they are. */
    static Document writeState(WithdrawalState state) {
        Document fields = new Document(STATUS, WithdrawalStatus.of(state).name());
        Course course = state.courseOrNull();
        if (course != null) {
            writeCourse(fields, course);
        }
        return switch (state) {
            case WithdrawalState.Requested requested -> stored(fields, Stored.REQUESTED);
            case WithdrawalState.Refused refused ->
                stored(fields, Stored.REFUSED)
                        .append(CODE, refused.code().name())
                        .append(MESSAGE, refused.message())
                        .append(RETRY_AFTER, refused.retryAfterSeconds())
                        .append(AT, Date.from(refused.at()));
            case WithdrawalState.Awaiting awaiting -> stored(fields, Stored.AWAITING);
            case WithdrawalState.Frozen frozen -> stored(fields, Stored.FROZEN).append(AT, Date.from(frozen.at()));
            case WithdrawalState.Paying paying -> stored(fields, Stored.PAYING);
            case WithdrawalState.Stuck stuck ->
                stored(fields, Stored.STUCK).append(MESSAGE, stuck.why()).append(AT, Date.from(stuck.at()));
            case WithdrawalState.Paid paid -> stored(fields, Stored.PAID);
            case WithdrawalState.Completed completed ->
                stored(fields, Stored.COMPLETED)
                        .append(TRANSFER, completed.transferId())
                        .append(AT, Date.from(completed.at()));
            case WithdrawalState.Returning returning -> writeUnpaid(stored(fields, Stored.RETURNING), returning.why());
            case WithdrawalState.Returned returned ->
                writeUnpaid(stored(fields, Stored.RETURNED), returned.why()).append(AT, Date.from(returned.at()));
        };
    }

    private static Document stored(Document fields, Stored name) {
        return fields.append(STATE, name.name());
    }

    private static void writeCourse(Document fields, Course course) {
        fields.append(HOLD, course.holdId());
        Instant since = course.since();
        if (since != null) {
            fields.append(SINCE, Date.from(since));
        }
        if (course.reference() != null) {
            fields.append(REFERENCE, course.reference());
        }
        writeDecision(fields, APPROVAL, course.approval());
        writeDecision(fields, BY_HAND, course.byHand());
    }

    private static void writeDecision(Document fields, String name, @Nullable Decision decision) {
        if (decision != null) {
            fields.append(
                    name,
                    new Document("by", decision.by())
                            .append("at", Date.from(decision.at()))
                            .append("reason", decision.reason()));
        }
    }

    private static Document writeUnpaid(Document fields, Unpaid why) {
        switch (why) {
            case Unpaid.Failed(String code, String message) ->
                fields.append(CODE, code).append(MESSAGE, message);
            case Unpaid.Declined(Decision decision) -> writeDecision(fields, DECLINED, decision);
            case Unpaid.Cancelled(Instant at) -> fields.append(CANCELLED_AT, Date.from(at));
        }
        return fields;
    }

    static Withdrawal read(Document document, Currencies currencies) {
        Currency currency = currencies.get(text(document, CURRENCY));
        return new Withdrawal(
                text(document, ID),
                text(document, TenantCollection.TENANT_ID),
                text(document, USER),
                text(document, WALLET),
                new Money(number(document, AMOUNT), currency),
                new Money(number(document, FEE), currency),
                new Destination(text(document, DESTINATION)),
                text(document, KEY),
                text(document, REQUEST),
                text(document, PROVIDER),
                document.getBoolean(NEEDS_APPROVAL, true),
                time(document, CREATED_AT),
                readState(document),
                document.getInteger(ATTEMPTS, 0),
                document.getBoolean(IS_HELD, false),
                number(document, VERSION));
    }

    private static WithdrawalState readState(Document document) {
        return switch (Stored.valueOf(text(document, STATE))) {
            case REQUESTED -> new WithdrawalState.Requested();
            case REFUSED ->
                new WithdrawalState.Refused(
                        LedgerRefusal.valueOf(text(document, CODE)),
                        text(document, MESSAGE),
                        document.getInteger(RETRY_AFTER),
                        time(document, AT));
            case AWAITING -> new WithdrawalState.Awaiting(course(document));
            case FROZEN -> new WithdrawalState.Frozen(course(document), time(document, AT));
            case PAYING -> new WithdrawalState.Paying(course(document));
            case STUCK -> new WithdrawalState.Stuck(course(document), text(document, MESSAGE), time(document, AT));
            case PAID -> new WithdrawalState.Paid(course(document));
            case COMPLETED ->
                new WithdrawalState.Completed(course(document), text(document, TRANSFER), time(document, AT));
            case RETURNING -> new WithdrawalState.Returning(course(document), unpaid(document));
            case RETURNED -> new WithdrawalState.Returned(course(document), unpaid(document), time(document, AT));
        };
    }

    private static Course course(Document document) {
        return new Course(
                text(document, HOLD),
                decision(document, APPROVAL),
                document.getDate(SINCE) == null ? null : time(document, SINCE),
                document.getString(REFERENCE),
                decision(document, BY_HAND));
    }

    private static @Nullable Decision decision(Document document, String name) {
        Document stored = document.get(name, Document.class);
        return stored == null ? null : new Decision(text(stored, "by"), time(stored, "at"), stored.getString("reason"));
    }

    private static Unpaid unpaid(Document document) {
        Decision declined = decision(document, DECLINED);
        if (declined != null) {
            return new Unpaid.Declined(declined);
        }
        return document.getDate(CANCELLED_AT) == null
                ? new Unpaid.Failed(text(document, CODE), text(document, MESSAGE))
                : new Unpaid.Cancelled(time(document, CANCELLED_AT));
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
