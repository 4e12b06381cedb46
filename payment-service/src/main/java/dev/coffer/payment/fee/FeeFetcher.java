package dev.coffer.payment.fee;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import graphql.schema.DataFetchingEnvironment;

/** The field of {@code fee.graphqls}. */
@DgsComponent
class FeeFetcher {

    private final Fees fees;
    private final Currencies currencies;

    FeeFetcher(Fees fees, Currencies currencies) {
        this.fees = fees;
        this.currencies = currencies;
    }

    /** The GraphQL type {@code FeeQuote}. */
    record QuoteView(FeeType type, MoneyView amount, MoneyView fee, MoneyView paid, MoneyView received) {
        static QuoteView of(FeeQuote quote) {
            return new QuoteView(
                    quote.type(),
                    MoneyView.of(quote.amount()),
                    MoneyView.of(quote.fee()),
                    MoneyView.of(quote.paid()),
                    MoneyView.of(quote.received()));
        }
    }

    @DgsQuery
    QuoteView quoteFee(
            @InputArgument FeeType type, @InputArgument MoneyInput amount, DataFetchingEnvironment environment) {
        Money money = amount.toPositiveMoney(currencies, "amount");
        try {
            return QuoteView.of(fees.of(Callers.caller(environment).tenantId()).quote(type, money));
        } catch (ArithmeticException tooMuch) {
            throw new CodedException(
                    CommonError.INVALID_INPUT,
                    "The amount and its fee together are more than an amount can be.",
                    "amount",
                    tooMuch);
        }
    }
}
