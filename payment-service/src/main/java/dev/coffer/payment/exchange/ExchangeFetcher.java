package dev.coffer.payment.exchange;

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
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.transfer.TransferView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code exchange.graphqls} has about quotes and exchanges. */
@DgsComponent
class ExchangeFetcher {

    private static final String AMOUNT = "input.amount";
    private static final String QUOTE = "input.quoteId";
    private static final String KEY = "input.idempotencyKey";

    private final MakeQuote makeQuote;
    private final ExchangeFunds exchangeFunds;
    private final Currencies currencies;

    ExchangeFetcher(MakeQuote makeQuote, ExchangeFunds exchangeFunds, Currencies currencies) {
        this.makeQuote = makeQuote;
        this.exchangeFunds = exchangeFunds;
        this.currencies = currencies;
    }

    record QuoteExchangeInput(MoneyInput amount, String to) {}

    record ExchangeInput(
            @Nullable String quoteId,
            @Nullable MoneyInput amount,
            @Nullable String fromWalletId,
            @Nullable String toWalletId,
            String idempotencyKey,
            @Nullable Boolean dryRun) {
        ExchangeFunds.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            ExchangeFunds.Terms terms = checks.read(QUOTE, () -> terms(currencies));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new ExchangeFunds.Order(
                    caller,
                    Objects.requireNonNull(terms),
                    fromWalletId,
                    toWalletId,
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }

        private ExchangeFunds.Terms terms(Currencies currencies) {
            if (quoteId != null && amount == null) {
                return new ExchangeFunds.Terms.Quoted(quoteId);
            }
            if (quoteId == null && amount != null && toWalletId != null) {
                return new ExchangeFunds.Terms.AtOnce(amount.toPositiveMoney(currencies, AMOUNT), toWalletId);
            }
            throw CodedException.invalid(QUOTE, "Give either a quote, or an amount and the wallet that it goes to.");
        }
    }

    @DgsMutation
    Object quoteExchange(@InputArgument QuoteExchangeInput input, DataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        Money sold = checks.read(AMOUNT, () -> input.amount().toPositiveMoney(currencies, AMOUNT));
        Currency to = checks.read("input.to", () -> currencies.get(input.to()));
        checks.require();
        return switch (makeQuote.quote(
                Callers.caller(environment), Objects.requireNonNull(sold), Objects.requireNonNull(to))) {
            case MakeQuote.Answer.Quoted(Quote quote) -> ExchangeViews.QuoteView.of(quote);
            case MakeQuote.Answer.Refused(ExchangeRefusal why) -> refusal(why, why.meaning());
        };
    }

    @DgsMutation
    Object exchange(@InputArgument ExchangeInput input, DataFetchingEnvironment environment) {
        Mode mode = Mode.of(input.dryRun());
        return switch (exchangeFunds.exchange(input.order(Callers.caller(environment), currencies))) {
            case ExchangeResult.Exchanged(Transfer transfer, Quote quote) ->
                new ExchangeViews.ExchangeView(TransferView.of(transfer, mode), ExchangeViews.QuoteView.of(quote));
            case ExchangeResult.Refused(RefusalCode code, String message) -> refusal(code, message);
        };
    }

    private static Refusal refusal(RefusalCode code, String message) {
        return switch (code) {
            case LedgerRefusal ledger -> LedgerRefusals.refusal(ledger, message, null);
            case ExchangeRefusal exchange -> Refusal.of(exchange, message, field(exchange));
            default -> Refusal.of(code, message);
        };
    }

    private static String field(ExchangeRefusal code) {
        return switch (code) {
            case RATE_UNKNOWN, RATE_STALE, SAME_CURRENCY -> "input.to";
            case EXCHANGE_TOO_SMALL, EXCHANGE_TOO_LARGE -> AMOUNT;
            case QUOTE_EXPIRED, QUOTE_USED -> QUOTE;
        };
    }
}
