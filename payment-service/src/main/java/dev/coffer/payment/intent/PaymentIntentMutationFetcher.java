package dev.coffer.payment.intent;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Selection;
import dev.coffer.payment.transfer.SelectionInput;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mutations of {@code payment-intent.graphqls}. */
@DgsComponent
class PaymentIntentMutationFetcher {

    private static final String INTENT = "input.paymentIntentId";
    private static final String KEY = "input.idempotencyKey";
    private static final String AMOUNT = "input.amount";
    private static final String ORDER = "input.orderReference";
    private static final String LINES = "input.lines";
    private static final int MAX_REFERENCE = 128;

    private final MakeIntent makeIntent;
    private final DecideIntent decideIntent;
    private final IntentSettings settings;
    private final Currencies currencies;

    PaymentIntentMutationFetcher(
            MakeIntent makeIntent, DecideIntent decideIntent, IntentSettings settings, Currencies currencies) {
        this.makeIntent = makeIntent;
        this.decideIntent = decideIntent;
        this.settings = settings;
        this.currencies = currencies;
    }

    record BillingLineInput(String description, int quantity, MoneyInput amount) {

        private Billing.Line line(String path, Currencies currencies) {
            if (quantity < 1 || quantity > Billing.MAX_QUANTITY) {
                throw CodedException.invalid(
                        path + ".quantity", "A quantity is 1 to " + Billing.MAX_QUANTITY + ", not " + quantity + ".");
            }
            Money money = amount.toMoney(currencies, path + ".amount");
            if (money.isNegative()) {
                throw CodedException.invalid(path + ".amount", "A line costs nothing or more, not " + money + ".");
            }
            return new Billing.Line(text(description, path + ".description", Billing.MAX_DESCRIPTION), quantity, money);
        }
    }

    record CreatePaymentIntentInput(
            String walletId,
            String orderReference,
            MoneyInput amount,
            String description,
            @Nullable List<BillingLineInput> lines,
            @Nullable List<SelectionInput> selections,
            @Nullable Boolean capture,
            @Nullable Integer expiresInSeconds,
            String idempotencyKey) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        MakeIntent.Order order(Caller caller, Currencies currencies, Duration longest) {
            FieldChecks checks = new FieldChecks();
            String reference = checks.read(ORDER, () -> text(orderReference, ORDER, MAX_REFERENCE));
            Money money = checks.read(AMOUNT, () -> amount.toPositiveMoney(currencies, AMOUNT));
            String what = checks.read(
                    "input.description", () -> text(description, "input.description", Billing.MAX_DESCRIPTION));
            List<Billing.Line> parts = checks.read(LINES, () -> lines(currencies));
            List<Selection> chosen = SelectionInput.read(selections, checks);
            Integer seconds = expiresInSeconds;
            Duration lasts =
                    seconds == null ? null : checks.read("input.expiresInSeconds", () -> lasting(seconds, longest));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            Billing billing = new Billing(Objects.requireNonNull(what), Objects.requireNonNull(parts));
            if (!isOf(billing, Objects.requireNonNull(money))) {
                throw CodedException.invalid(LINES, "The lines have to add up to the amount, in its currency.");
            }
            if (Selection.sum(chosen).compareTo(new BigDecimal(money.toDecimal())) > 0) {
                throw CodedException.invalid(
                        "input.selections", "Together they cost more than the amount: these are not their prices.");
            }
            return new MakeIntent.Order(
                    caller,
                    walletId,
                    Objects.requireNonNull(reference),
                    money,
                    billing,
                    chosen,
                    Boolean.TRUE.equals(capture),
                    lasts,
                    Objects.requireNonNull(key));
        }

        private static boolean isOf(Billing billing, Money amount) {
            return billing.lines().stream()
                            .allMatch(line -> line.amount().currency().equals(amount.currency()))
                    && billing.isOf(amount);
        }

        private List<Billing.Line> lines(Currencies currencies) {
            List<BillingLineInput> given = lines == null ? List.of() : lines;
            if (given.size() > Billing.MAX_LINES) {
                throw CodedException.invalid(LINES, "A bill has at most " + Billing.MAX_LINES + " lines.");
            }
            List<Billing.Line> read = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                read.add(given.get(i).line(LINES + "." + i, currencies));
            }
            return read;
        }

        private static Duration lasting(int seconds, Duration longest) {
            Duration lasts = Duration.ofSeconds(seconds);
            if (!lasts.isPositive() || lasts.compareTo(longest) > 0) {
                throw CodedException.invalid(
                        "input.expiresInSeconds",
                        "A payment waits 1 to " + longest.toSeconds() + " seconds, not " + seconds + ".");
            }
            return lasts;
        }
    }

    record CapturePaymentInput(String paymentIntentId) {}

    record CancelPaymentInput(String paymentIntentId) {}

    record RefundPaymentInput(String paymentIntentId, String reason) {}

    private static String text(String given, String field, int longest) {
        if (given.isBlank() || given.length() > longest || given.chars().anyMatch(Character::isISOControl)) {
            throw CodedException.invalid(
                    field, "This has 1 to " + longest + " characters, none of them a control character.");
        }
        return WellFormedText.require(given, field);
    }

    @DgsMutation
    Object createPaymentIntent(@InputArgument CreatePaymentIntentInput input, DataFetchingEnvironment environment) {
        MakeIntent.Order order = input.order(Callers.caller(environment), currencies, settings.longestTime());
        return switch (makeIntent.make(order)) {
            case MakeIntent.Result.Made(PaymentIntent intent) -> PaymentIntentView.of(intent);
            case MakeIntent.Result.Refused(RefusalCode code, String message, Integer seconds) ->
                new Refusal(code.name(), message, code instanceof IntentRefusal ? ORDER : KEY, seconds);
        };
    }

    @DgsMutation
    Object capturePayment(@InputArgument CapturePaymentInput input, DataFetchingEnvironment environment) {
        return answer(decideIntent.capture(Callers.caller(environment), input.paymentIntentId(), INTENT));
    }

    @DgsMutation
    Object cancelPayment(@InputArgument CancelPaymentInput input, DataFetchingEnvironment environment) {
        return answer(decideIntent.cancel(Callers.caller(environment), input.paymentIntentId(), INTENT));
    }

    @DgsMutation
    Object refundPayment(@InputArgument RefundPaymentInput input, DataFetchingEnvironment environment) {
        String why = Reasons.require(input.reason(), "input.reason");
        return answer(decideIntent.refund(Callers.caller(environment), input.paymentIntentId(), why, INTENT));
    }

    private static Object answer(DecideIntent.Result result) {
        return switch (result) {
            case DecideIntent.Result.Standing(PaymentIntent intent) -> PaymentIntentView.of(intent);
            case DecideIntent.Result.Refused(String code, String message) -> new Refusal(code, message, INTENT, null);
        };
    }
}
