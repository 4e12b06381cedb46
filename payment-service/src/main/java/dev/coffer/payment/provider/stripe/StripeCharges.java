package dev.coffer.payment.provider.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.provider.Instrument;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.provider.stripe.StripeBooks.Found;
import dev.coffer.payment.provider.stripe.StripeCalls.Answer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charges a card by a PaymentIntent that is made and confirmed in one request. What Stripe answers to a repeat is what it answered
 * first, so where a PaymentIntent is known it is read; and once its key may be forgotten it is looked for, never made.
 */
final class StripeCharges {

    private static final Logger LOG = LoggerFactory.getLogger(StripeCharges.class);
    private static final String IS_REPLAYED = "Idempotent-Replayed";
    private static final String CARD = "card";

    private final StripeCalls calls;
    private final StripeChargeBooks books;
    private final StripeAge age;

    StripeCharges(StripeCalls calls, StripeChargeBooks books, StripeAge age) {
        this.calls = calls;
        this.books = books;
        this.age = age;
    }

    ChargeResult charge(Charge charge) {
        Long amount = StripeAmounts.toCharge(charge.amount());
        if (amount == null) {
            return new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_SUPPORTED);
        }
        PaymentMethod method = charge.paymentMethod();
        if (method == null) {
            return new ChargeResult.Declined(DeclineCode.PAYMENT_METHOD_INVALID);
        }
        if (charge.reference() != null) {
            return read(charge, charge.reference());
        }
        return age.isKeyKept(charge.since()) ? make(charge, amount, method) : lookUp(charge);
    }

    private ChargeResult make(Charge charge, long amount, PaymentMethod method) {
        PaymentIntentCreateParams wanted = PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency(currency(charge.amount()))
                .setPaymentMethod(method.token())
                .addPaymentMethodType(CARD)
                .setConfirm(true)
                // There is nobody to show a bank's question to: a card that needs one is declined.
                .setErrorOnRequiresAction(true)
                .addExpand("latest_charge")
                .putMetadata(StripeBooks.KEY, charge.key())
                .putMetadata(StripeBooks.TENANT, charge.tenantId())
                .build();
        Answer<PaymentIntent> answer = calls.ask(
                charge.key(), stripe -> stripe.paymentIntents().create(wanted, StripeCalls.under(charge.key())));
        return switch (answer) {
            case Answer.Given<PaymentIntent>(PaymentIntent made) ->
                isReplayed(made) ? read(charge, made.getId()) : settle(charge, made);
            case Answer.CardDeclined<PaymentIntent>(String code) -> new ChargeResult.Declined(StripeDeclines.of(code));
            case Answer.Invalid<PaymentIntent>(String code, String parameter) ->
                new ChargeResult.Declined(
                        parameter.equals("payment_method")
                                ? DeclineCode.PAYMENT_METHOD_INVALID
                                : DeclineCode.PAYMENT_NOT_SUPPORTED);
            case Answer.Unclear<PaymentIntent>(String why, boolean isRecorded) ->
                isRecorded ? seek(charge, why) : new ChargeResult.Unknown(why);
        };
    }

    /** An error of Stripe's own is what it answers from now on for as long as it keeps the key: the truth is in its books. */
    private ChargeResult seek(Charge charge, String why) {
        return books.search(charge) instanceof Found.One<PaymentIntent>(PaymentIntent one)
                ? read(charge, one.getId())
                : new ChargeResult.Unknown(why);
    }

    private static boolean isReplayed(PaymentIntent made) {
        return made.getLastResponse() != null
                && made.getLastResponse().headers().firstValue(IS_REPLAYED).isPresent();
    }

    private ChargeResult lookUp(Charge charge) {
        return switch (books.find(charge)) {
            case Found.One<PaymentIntent>(PaymentIntent one) -> read(charge, one.getId());
            case Found.None<PaymentIntent> none ->
                age.isComplete(charge.since())
                        ? new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_MADE)
                        : new ChargeResult.Unknown("It is not in Stripe's books, which may not be complete yet.");
            case Found.TooMany<PaymentIntent> many ->
                new ChargeResult.Unknown("There are too many payments to look through.");
            case Found.Unclear<PaymentIntent>(String why) -> new ChargeResult.Unknown(why);
        };
    }

    private ChargeResult read(Charge charge, String id) {
        PaymentIntentRetrieveParams wanted =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return switch (calls.ask(charge.key(), stripe -> stripe.paymentIntents().retrieve(id, wanted))) {
            case Answer.Given<PaymentIntent>(PaymentIntent one) -> settle(charge, one);
            case Answer.Unclear<PaymentIntent>(String why, boolean isRecorded) -> new ChargeResult.Unknown(why);
            case Answer.CardDeclined<PaymentIntent> no -> new ChargeResult.Unknown("Stripe does not show " + id + '.');
            case Answer.Invalid<PaymentIntent> no -> new ChargeResult.Unknown("Stripe does not show " + id + '.');
        };
    }

    private ChargeResult settle(Charge charge, PaymentIntent one) {
        if (!isSame(charge, one)) {
            LOG.error("Stripe's {} is not what {} asked for: look at both", one.getId(), charge.key());
            return new ChargeResult.Unknown("Stripe has something else under this key.");
        }
        return switch (Objects.requireNonNullElse(one.getStatus(), "")) {
            case "succeeded" ->
                isRefunded(one)
                        ? new ChargeResult.Declined(DeclineCode.PAYMENT_RETURNED)
                        : new ChargeResult.Captured(one.getId(), instrument(charge, one));
            case "canceled" -> new ChargeResult.Declined(DeclineCode.PAYMENT_DECLINED);
            // Nobody but us could try it with another card, and we never do.
            case "requires_payment_method" -> new ChargeResult.Declined(StripeDeclines.of(one.getLastPaymentError()));
            case "requires_action", "requires_confirmation", "requires_capture" -> cancel(charge, one);
            default -> new ChargeResult.Accepted(one.getId());
        };
    }

    /** By the fingerprint, which a card has whatever token names it; else by the token. */
    private static @Nullable Instrument instrument(Charge charge, PaymentIntent one) {
        PaymentMethod method = charge.paymentMethod();
        String token = method == null ? null : method.token();
        String name = Objects.requireNonNullElse(fingerprint(one), Objects.requireNonNullElse(token, ""));
        return name.isEmpty() ? null : new Instrument(name);
    }

    private static @Nullable String fingerprint(PaymentIntent one) {
        com.stripe.model.Charge latest = one.getLatestChargeObject();
        com.stripe.model.Charge.PaymentMethodDetails details = latest == null ? null : latest.getPaymentMethodDetails();
        return details == null || details.getCard() == null
                ? null
                : details.getCard().getFingerprint();
    }

    private static boolean isSame(Charge charge, PaymentIntent one) {
        return StripeBooks.isOurs(one, charge.tenantId(), charge.key())
                && Objects.equals(one.getAmount(), StripeAmounts.toCharge(charge.amount()))
                && currency(charge.amount()).equals(one.getCurrency());
    }

    private static boolean isRefunded(PaymentIntent one) {
        return one.getLatestChargeObject() != null
                && Boolean.TRUE.equals(one.getLatestChargeObject().getRefunded());
    }

    /** It waits for something that nobody will do. */
    private ChargeResult cancel(Charge charge, PaymentIntent open) {
        Answer<PaymentIntent> answer =
                calls.ask(charge.key(), stripe -> stripe.paymentIntents().cancel(open.getId()));
        return answer instanceof Answer.Given<PaymentIntent>(PaymentIntent closed)
                        && Objects.equals(closed.getStatus(), "canceled")
                ? new ChargeResult.Declined(DeclineCode.PAYMENT_DECLINED)
                : new ChargeResult.Accepted(open.getId());
    }

    private static String currency(Money amount) {
        return amount.currency().code().toLowerCase(Locale.ROOT);
    }

    /** What a card error says to the payer. */
    static final class StripeDeclines {

        private StripeDeclines() {}

        static DeclineCode of(com.stripe.model.@Nullable StripeError error) {
            return of(error == null || error.getCode() == null ? "" : error.getCode());
        }

        static DeclineCode of(String code) {
            return switch (code) {
                case "expired_card", "invalid_expiry_month", "invalid_expiry_year" ->
                    DeclineCode.PAYMENT_METHOD_EXPIRED;
                case "incorrect_number", "invalid_number", "payment_method_unactivated" ->
                    DeclineCode.PAYMENT_METHOD_INVALID;
                default -> DeclineCode.PAYMENT_DECLINED;
            };
        }
    }
}
