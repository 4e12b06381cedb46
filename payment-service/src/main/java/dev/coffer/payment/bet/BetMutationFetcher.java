package dev.coffer.payment.bet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.ForestalledBet;
import dev.coffer.payment.ledger.KnownBet;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Selection;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.transfer.SelectionInput;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mutations of {@code bet.graphqls}. */
@DgsComponent
class BetMutationFetcher {

    private static final int MAX_NAME = 128;
    private static final String BET = "input.betId";
    private static final String KEY = "input.idempotencyKey";
    private static final String STAKE = "input.amount";
    private static final String WIN = "input.win";
    private static final String REASON = "input.reason";

    private final AcceptBet acceptBet;
    private final ResolveBet resolveBet;
    private final Currencies currencies;

    BetMutationFetcher(AcceptBet acceptBet, ResolveBet resolveBet, Currencies currencies) {
        this.acceptBet = acceptBet;
        this.resolveBet = resolveBet;
        this.currencies = currencies;
    }

    record PlaceBetInput(
            String walletId,
            String betId,
            MoneyInput amount,
            String gameId,
            @Nullable String roundId,
            @Nullable List<SelectionInput> selections,
            String idempotencyKey,
            @Nullable Boolean dryRun) {
        AcceptBet.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            String bet = checks.read(BET, () -> name(betId, BET, KnownBet.Key.MAX_BET_ID));
            Money stake = checks.read(STAKE, () -> amount.toPositiveMoney(currencies, STAKE));
            String game = checks.read("input.gameId", () -> name(gameId, "input.gameId", MAX_NAME));
            String typed = roundId;
            String round =
                    typed == null ? null : checks.read("input.roundId", () -> name(typed, "input.roundId", MAX_NAME));
            List<Selection> chosen = SelectionInput.read(selections, checks);
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new AcceptBet.Order(
                    caller,
                    walletId,
                    Objects.requireNonNull(bet),
                    Objects.requireNonNull(stake),
                    Objects.requireNonNull(game),
                    round,
                    chosen,
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }
    }

    record SettleBetInput(
            String betId,
            MoneyInput win,
            @Nullable Boolean isLast,
            String idempotencyKey,
            @Nullable Boolean dryRun) {
        ResolveBet.Settlement settlement(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            String bet = checks.read(BET, () -> name(betId, BET, KnownBet.Key.MAX_BET_ID));
            Money money = checks.read(WIN, () -> notNegative(win.toMoney(currencies, WIN)));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new ResolveBet.Settlement(
                    caller,
                    Objects.requireNonNull(bet),
                    Objects.requireNonNull(money),
                    !Boolean.FALSE.equals(isLast),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }

        private static Money notNegative(Money win) {
            if (win.isNegative()) {
                throw CodedException.invalid(WIN, "A bet wins nothing or more, not " + win + ".");
            }
            return win;
        }
    }

    record RollbackBetInput(
            String betId,
            String reason,
            String idempotencyKey,
            @Nullable Boolean dryRun) {
        ResolveBet.Rollback rollback(Caller caller) {
            FieldChecks checks = new FieldChecks();
            String bet = checks.read(BET, () -> name(betId, BET, KnownBet.Key.MAX_BET_ID));
            String why = checks.read(REASON, () -> Reasons.require(reason, REASON));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new ResolveBet.Rollback(
                    caller,
                    Objects.requireNonNull(bet),
                    Objects.requireNonNull(why),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }
    }

    private static String name(String text, String field, int longest) {
        if (text.isBlank() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw CodedException.invalid(
                    field,
                    "A reference of a game has 1 to " + longest + " characters, none of them a control character.");
        }
        return WellFormedText.require(text, field);
    }

    @DgsMutation
    Object placeBet(@InputArgument PlaceBetInput input, DataFetchingEnvironment environment) {
        return answer(acceptBet.accept(input.order(Callers.caller(environment), currencies)), STAKE);
    }

    @DgsMutation
    Object settleBet(@InputArgument SettleBetInput input, DataFetchingEnvironment environment) {
        return answer(resolveBet.settle(input.settlement(Callers.caller(environment), currencies)), WIN);
    }

    @DgsMutation
    Object rollbackBet(@InputArgument RollbackBetInput input, DataFetchingEnvironment environment) {
        return answer(resolveBet.rollBack(input.rollback(Callers.caller(environment))), BET);
    }

    /** @param amountField where the amount stood, or else what an amount that does not fit follows from */
    private static Object answer(BetResult result, String amountField) {
        return switch (result) {
            case BetResult.Standing(var bet) -> new BetView(bet);
            case BetResult.Forestalled(var bet) -> BetView.ForestalledView.of(bet, false);
            case BetResult.WouldStand(Bet bet, Transfer transfer) -> new BetView(bet, true, transfer);
            case BetResult.WouldStand(ForestalledBet bet, Transfer transfer) -> BetView.ForestalledView.of(bet, true);
            case BetResult.Refused(PostResult.Refused refused) ->
                LedgerRefusals.refusal(refused, "input.walletId", amountField);
            case BetResult.NotByPlayer() -> OperatorRefusal.FOUR_EYES_NEEDED.refusal(BET);
        };
    }
}
