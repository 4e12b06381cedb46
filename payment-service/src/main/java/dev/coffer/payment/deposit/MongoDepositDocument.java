package dev.coffer.payment.deposit;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.provider.PaymentMethod;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A deposit as it is stored. Amounts are in minor units. */
final class MongoDepositDocument {

    static final String COLLECTION = "deposits";
    static final String ID = "_id";
    static final String KEY = "key";
    static final String STATUS = "status";
    static final String ATTEMPTS = "attempts";
    static final String LEASED_UNTIL = "leasedUntil";
    static final String NEXT_AT = "nextAt";
    static final String REFERENCE = "reference";
    /** True, or not there. */
    static final String IS_STUCK = "isStuck";

    static final String USER = "userId";
    static final String WALLET = "walletId";
    static final String CREATED_AT = "createdAt";

    static final String PENDING = "PENDING";
    private static final String COMPLETED = "COMPLETED";
    private static final String DECLINED = "DECLINED";
    private static final String REFUSED = "REFUSED";

    private static final String CURRENCY = "currency";
    private static final String AMOUNT = "amount";
    private static final String FEE = "fee";
    private static final String PAYMENT_METHOD = "paymentMethod";
    static final String METHOD_ID = "methodId";
    private static final String REQUEST = "request";
    private static final String PROVIDER = "provider";
    private static final String TRANSFER = "transferId";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";
    private static final String RETRY_AFTER = "retryAfterSeconds";
    private static final String SETTLED_AT = "settledAt";

    private static final String BY_HAND = "byHand";
    private static final String BY = "by";
    private static final String REASON = "reason";
    private static final String AT = "at";

    private MongoDepositDocument() {}

    static Document write(Deposit deposit) {
        PaymentMethod method = deposit.paymentMethod();
        Document document = new Document(ID, deposit.id())
                .append(TenantCollection.TENANT_ID, deposit.tenantId())
                .append(USER, deposit.userId())
                .append(WALLET, deposit.walletId())
                .append(CURRENCY, deposit.amount().currency().code())
                .append(AMOUNT, deposit.amount().minor())
                .append(FEE, deposit.fee().minor())
                .append(PAYMENT_METHOD, method == null ? null : method.token())
                .append(METHOD_ID, deposit.methodId())
                .append(KEY, deposit.key())
                .append(REQUEST, deposit.request())
                .append(PROVIDER, deposit.provider())
                .append(CREATED_AT, Date.from(deposit.createdAt()));
        switch (deposit.state()) {
            case DepositState.Pending pending -> {
                Instant leasedUntil = pending.leasedUntil();
                Instant next = leasedUntil == null ? deposit.createdAt() : leasedUntil;
                document.append(STATUS, PENDING)
                        .append(ATTEMPTS, pending.attempts())
                        .append(REFERENCE, pending.reference())
                        .append(NEXT_AT, Date.from(next));
                if (leasedUntil != null) {
                    document.append(LEASED_UNTIL, Date.from(leasedUntil));
                }
                if (pending.isStuck()) {
                    document.append(IS_STUCK, true);
                }
            }
            case DepositState.Settled end -> document.putAll(writeEnd(end));
        }
        return document;
    }

    /** The fields that a deposit's end sets. */
    static Document writeEnd(DepositState.Settled end) {
        Document fields = new Document(SETTLED_AT, Date.from(end.at()));
        SettledByHand byHand = end.byHand();
        if (byHand != null) {
            fields.append(
                    BY_HAND,
                    new Document(BY, byHand.by())
                            .append(REASON, byHand.reason())
                            .append(AT, Date.from(byHand.at())));
        }
        return switch (end) {
            case DepositState.Completed completed ->
                fields.append(STATUS, COMPLETED).append(TRANSFER, completed.transferId());
            case DepositState.Declined declined ->
                fields.append(STATUS, DECLINED)
                        .append(CODE, declined.code().name())
                        .append(MESSAGE, declined.message());
            case DepositState.Refused refused ->
                fields.append(STATUS, REFUSED)
                        .append(CODE, refused.code().name())
                        .append(MESSAGE, refused.message())
                        .append(RETRY_AFTER, refused.retryAfterSeconds());
        };
    }

    static Deposit read(Document document, Currencies currencies) {
        Currency currency = currencies.get(text(document, CURRENCY));
        String method = document.getString(PAYMENT_METHOD);
        return new Deposit(
                text(document, ID),
                text(document, TenantCollection.TENANT_ID),
                text(document, USER),
                text(document, WALLET),
                new Money(minor(document, AMOUNT), currency),
                new Money(minor(document, FEE), currency),
                method == null ? null : new PaymentMethod(method),
                document.getString(METHOD_ID),
                text(document, KEY),
                text(document, REQUEST),
                text(document, PROVIDER),
                time(document, CREATED_AT),
                readState(document));
    }

    private static DepositState readState(Document document) {
        String status = text(document, STATUS);
        return switch (status) {
            case PENDING -> {
                Date leasedUntil = document.getDate(LEASED_UNTIL);
                yield new DepositState.Pending(
                        Objects.requireNonNull(document.getInteger(ATTEMPTS), ATTEMPTS),
                        document.getString(REFERENCE),
                        leasedUntil == null ? null : leasedUntil.toInstant(),
                        document.getBoolean(IS_STUCK, false));
            }
            case COMPLETED ->
                new DepositState.Completed(text(document, TRANSFER), time(document, SETTLED_AT), readByHand(document));
            case DECLINED ->
                new DepositState.Declined(
                        DeclineCode.valueOf(text(document, CODE)),
                        text(document, MESSAGE),
                        time(document, SETTLED_AT),
                        readByHand(document));
            case REFUSED ->
                new DepositState.Refused(
                        LedgerRefusal.valueOf(text(document, CODE)),
                        text(document, MESSAGE),
                        document.getInteger(RETRY_AFTER),
                        time(document, SETTLED_AT));
            default -> throw new IllegalStateException("A deposit cannot be " + status);
        };
    }

    private static @Nullable SettledByHand readByHand(Document document) {
        Document byHand = document.get(BY_HAND, Document.class);
        return byHand == null ? null : new SettledByHand(text(byHand, BY), text(byHand, REASON), time(byHand, AT));
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static long minor(Document document, String field) {
        return Objects.requireNonNull(document.getLong(field), field);
    }

    private static Instant time(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }
}
