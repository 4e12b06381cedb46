package dev.coffer.payment.hold;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.transfer.Payment;
import dev.coffer.payment.transfer.TransferFundsInput;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mutations of {@code hold.graphqls}. */
@DgsComponent
class HoldMutationFetcher {

    private static final String KEY = "input.idempotencyKey";

    private final PlaceHold placeHold;
    private final SettleHold settleHold;
    private final HoldSettings settings;
    private final Currencies currencies;

    HoldMutationFetcher(PlaceHold placeHold, SettleHold settleHold, HoldSettings settings, Currencies currencies) {
        this.placeHold = placeHold;
        this.settleHold = settleHold;
        this.settings = settings;
        this.currencies = currencies;
    }

    record HoldFundsInput(
            @Nullable String fromWalletId,
            @Nullable String toUserId,
            @Nullable String toWalletId,
            MoneyInput amount,
            @Nullable Integer expiresInSeconds,
            @Nullable String reason,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        PlaceHold.Order order(Caller caller, Currencies currencies, Duration longest) {
            FieldChecks checks = new FieldChecks();
            Integer seconds = expiresInSeconds;
            Duration lasts =
                    seconds == null ? null : checks.read("input.expiresInSeconds", () -> lasting(seconds, longest));
            Payment payment = new TransferFundsInput(
                            fromWalletId, toUserId, toWalletId, amount, reason, null, idempotencyKey, false)
                    .toPayment(caller, currencies, checks);
            return new PlaceHold.Order(payment, lasts, Mode.of(dryRun));
        }

        private static Duration lasting(int seconds, Duration longest) {
            Duration lasts = Duration.ofSeconds(seconds);
            if (lasts.compareTo(HoldSettings.SHORTEST_TIME) < 0 || lasts.compareTo(longest) > 0) {
                throw CodedException.invalid(
                        "input.expiresInSeconds",
                        "A hold lasts 1 to " + longest.toSeconds() + " seconds, not " + seconds + ".");
            }
            return lasts;
        }
    }

    record CaptureHoldInput(
            String holdId,
            @Nullable MoneyInput amount,
            @Nullable Boolean releaseRest,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        SettleHold.Capture capture(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            MoneyInput typed = amount;
            Money money = typed == null
                    ? null
                    : checks.read("input.amount", () -> typed.toPositiveMoney(currencies, "input.amount"));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new SettleHold.Capture(
                    caller,
                    holdId,
                    money,
                    Boolean.TRUE.equals(releaseRest),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }
    }

    record VoidHoldInput(
            String holdId, String idempotencyKey, @Nullable Boolean dryRun) {}

    @DgsMutation
    Object holdFunds(@InputArgument HoldFundsInput input, DataFetchingEnvironment environment) {
        return answer(placeHold.place(input.order(Callers.caller(environment), currencies, settings.longestTime())));
    }

    @DgsMutation
    Object captureHold(@InputArgument CaptureHoldInput input, DataFetchingEnvironment environment) {
        return answer(settleHold.capture(input.capture(Callers.caller(environment), currencies)));
    }

    @DgsMutation
    Object voidHold(@InputArgument VoidHoldInput input, DataFetchingEnvironment environment) {
        String key = IdempotencyKeys.require(input.idempotencyKey(), KEY);
        Mode mode = Mode.of(input.dryRun());
        return answer(settleHold.giveBack(Callers.caller(environment), input.holdId(), key, mode));
    }

    private static Object answer(HoldResult result) {
        return switch (result) {
            case HoldResult.Standing(Hold hold) -> new HoldView(hold);
            case HoldResult.WouldStand(Hold hold, Transfer transfer) -> new HoldView(hold, true, transfer);
            case HoldResult.Refused(LedgerRefusal code, String message, Integer seconds) ->
                LedgerRefusals.refusal(code, message, seconds, null);
            case HoldResult.Refused refused -> Refusal.of(refused.code(), refused.message(), "input.holdId");
        };
    }
}
