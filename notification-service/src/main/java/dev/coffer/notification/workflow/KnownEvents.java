package dev.coffer.notification.workflow;

import static dev.coffer.notification.message.NotificationCategory.ACCOUNT;
import static dev.coffer.notification.message.NotificationCategory.BONUS;
import static dev.coffer.notification.message.NotificationCategory.GAMES;
import static dev.coffer.notification.message.NotificationCategory.IDENTITY;
import static dev.coffer.notification.message.NotificationCategory.MONEY;
import static dev.coffer.notification.message.NotificationCategory.SECURITY;

import dev.coffer.notification.workflow.StepCondition.Operator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every event that users can be told of, with what they are told unless their tenant says otherwise. An event of any service is here or in
 * {@link SilentEvents}; a test sees to it.
 */
public final class KnownEvents {

    private static final String AUTH = "auth";
    private static final String PAYMENT = "payment";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final String BALANCE = "balance";
    private static final String FEE = "fee";
    private static final String NAME = "name";
    private static final String SIDE = "side";
    private static final String AT = "at";
    private static final String ACT = "act";

    private static final List<KnownEvent> ALL = List.of(
            KnownEvent.of(AUTH, "user.registered", ACCOUNT, "displayName").inbox("inbox", "account.welcome", null),
            KnownEvent.of(AUTH, "user.impersonated", SECURITY, "until")
                    .inbox("inbox", "account.viewed", null)
                    .critical(),
            KnownEvent.of(AUTH, "device.remembered", SECURITY, "until")
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(AUTH, "factor.enrolled", SECURITY, "factor")
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(AUTH, "factor.recovery.replaced", SECURITY)
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(AUTH, "factor.recovery.used", SECURITY, "left")
                    .inbox("inbox", "factor.recovery.used", unless("left", "0"))
                    .mail("mail", "factor.recovery.used", unless("left", "0"))
                    .inbox("inbox-last", "factor.recovery.gone", when("left", "0"))
                    .mail("mail-last", "factor.recovery.gone", when("left", "0"))
                    .critical(),
            KnownEvent.of(AUTH, "factor.removed", SECURITY, "factor")
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(AUTH, "passkey.suspected", SECURITY).inbox().mail().critical(),
            KnownEvent.of(AUTH, "password.changed", SECURITY, "means")
                    .inbox("inbox-changed", "password.changed", when("means", "CHANGE"))
                    .inbox("inbox-reset", "password.reset", when("means", "RESET"))
                    .inbox("inbox-forced", "password.forced", when("means", "FORCED"))
                    .critical(),
            KnownEvent.of(AUTH, "signin.unfamiliar", SECURITY, "device", "country")
                    .inbox()
                    .critical(),
            KnownEvent.of(AUTH, "social.linked", SECURITY, "provider")
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(AUTH, "social.unlinked", SECURITY, "provider")
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of("kyc", "kyc.document.changed", IDENTITY, "type", "state")
                    .inbox("inbox", "kyc.document.rejected", when("state", "REJECTED")),
            KnownEvent.of("kyc", "kyc.profile.changed", IDENTITY, ACT)
                    .inbox("inbox-more", "kyc.more-asked", when(ACT, "MORE_ASKED"))
                    .mail("mail-more", "kyc.more-asked", when(ACT, "MORE_ASKED"))
                    .inbox("inbox-rejected", "kyc.rejected", when(ACT, "REJECTED"))
                    .mail("mail-rejected", "kyc.rejected", when(ACT, "REJECTED")),
            // Who set it up last: staff.
            KnownEvent.of("notification", "webhook.switched-off", ACCOUNT, "receiver", "since")
                    .inbox()
                    .critical(),
            KnownEvent.of("kyc", "kyc.document.expiring", IDENTITY, "type", "expiresOn")
                    .inbox()
                    .mail(),
            KnownEvent.of("kyc", "kyc.tier.changed", IDENTITY, "tier").inbox().mail(),
            KnownEvent.of("bonus", "bonus.activated", BONUS, NAME, AMOUNT, "toWager", CURRENCY, "expiresAt")
                    .inbox(),
            KnownEvent.of("bonus", "bonus.requirements-met", BONUS, NAME).inbox(),
            bonus("converted"),
            bonus("expired"),
            bonus("forfeited"),
            bonus("cancelled"),
            intent("approved").mail(),
            intent("cancelled"),
            intent("declined"),
            intent("failed"),
            KnownEvent.of(PAYMENT, "payment.intent.held", MONEY, AMOUNT, CURRENCY, "orderReference", "expiresAt")
                    .inbox(),
            KnownEvent.of(PAYMENT, "payment.intent.refunded", MONEY, AMOUNT, CURRENCY, "orderReference", "reason", AT)
                    .inbox()
                    .mail(),
            KnownEvent.of(PAYMENT, "wallet.adjusted", MONEY, "change", CURRENCY, "reason", BALANCE, AT)
                    .inbox(),
            KnownEvent.of(
                            PAYMENT,
                            "wallet.balance.crossed",
                            MONEY,
                            "condition",
                            "threshold",
                            CURRENCY,
                            BALANCE,
                            "source",
                            AT)
                    .inbox("inbox", "wallet.balance.crossed", when("source", "OWN")),
            KnownEvent.of(PAYMENT, "wallet.bet.rolled-back", GAMES, "stake", "won", CURRENCY, AT)
                    .inbox(),
            KnownEvent.of(PAYMENT, "wallet.closed", MONEY, CURRENCY, AT).inbox().mail(),
            KnownEvent.of(PAYMENT, "wallet.credit-limit.set", MONEY, "limit", CURRENCY, BALANCE, AT)
                    .inbox(),
            KnownEvent.of(PAYMENT, "wallet.deposit.completed", MONEY, AMOUNT, FEE, CURRENCY, BALANCE, AT)
                    .inbox(),
            // One of a pair: the other side's says the same.
            KnownEvent.of(
                            PAYMENT,
                            "wallet.exchange.completed",
                            MONEY,
                            AMOUNT,
                            CURRENCY,
                            "counterAmount",
                            "counterCurrency",
                            SIDE,
                            AT)
                    .inbox("inbox", "wallet.exchange.completed", when(SIDE, "SENT")),
            KnownEvent.of(PAYMENT, "wallet.frozen", MONEY, CURRENCY, AT)
                    .inbox()
                    .mail()
                    .critical(),
            KnownEvent.of(PAYMENT, "wallet.unfrozen", MONEY, CURRENCY, AT)
                    .inbox()
                    .mail(),
            KnownEvent.of(PAYMENT, "wallet.refund.completed", MONEY, AMOUNT, CURRENCY, BALANCE, AT)
                    .inbox(),
            KnownEvent.of(PAYMENT, "wallet.transfer.completed", MONEY, AMOUNT, FEE, CURRENCY, BALANCE, SIDE, AT)
                    .inbox("inbox-received", "wallet.transfer.received", when(SIDE, "RECEIVED"))
                    .inbox("inbox-sent", "wallet.transfer.sent", when(SIDE, "SENT")),
            KnownEvent.of(PAYMENT, "wallet.transfer.reversed", MONEY, AMOUNT, CURRENCY, BALANCE, SIDE, AT)
                    .inbox(),
            withdrawal("approved", AMOUNT, CURRENCY, AT),
            withdrawal("cancelled", AMOUNT, CURRENCY, AT),
            withdrawal("completed", AMOUNT, FEE, CURRENCY, AT).mail(),
            withdrawal("declined", AMOUNT, CURRENCY, AT).mail(),
            withdrawal("failed", AMOUNT, CURRENCY, AT).mail(),
            withdrawal("requested", AMOUNT, FEE, CURRENCY, AT));

    private static final Map<String, KnownEvent> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(KnownEvent::type, Function.identity()));

    private KnownEvents() {}

    private static KnownEvent bonus(String end) {
        return KnownEvent.of("bonus", "bonus." + end, BONUS, NAME, AMOUNT, CURRENCY)
                .inbox();
    }

    private static KnownEvent intent(String end) {
        return KnownEvent.of(PAYMENT, "payment.intent." + end, MONEY, AMOUNT, CURRENCY, "orderReference", AT)
                .inbox();
    }

    private static KnownEvent withdrawal(String end, String... fields) {
        return KnownEvent.of(PAYMENT, "wallet.withdrawal." + end, MONEY, fields).inbox();
    }

    private static StepCondition when(String field, String value) {
        return new StepCondition(field, Operator.EQUALS, value);
    }

    private static StepCondition unless(String field, String value) {
        return new StepCondition(field, Operator.DIFFERS, value);
    }

    public static List<KnownEvent> all() {
        return ALL;
    }

    public static @Nullable KnownEvent find(String type) {
        return BY_TYPE.get(type);
    }
}
