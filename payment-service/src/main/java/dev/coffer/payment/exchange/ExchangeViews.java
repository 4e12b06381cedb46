package dev.coffer.payment.exchange;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.transfer.TransferView;
import java.time.Instant;

/** The GraphQL types of {@code exchange.graphqls}. */
final class ExchangeViews {

    private ExchangeViews() {}

    /** The GraphQL type {@code ExchangeRate}. */
    @GraphQlName("ExchangeRate")
    record RateView(String from, String to, String rate, RateSource source, Instant at, String spreadPercent) {}

    /** The GraphQL type {@code ExchangeQuote}. */
    @GraphQlName("ExchangeQuote")
    record QuoteView(
            String id,
            MoneyView sold,
            MoneyView bought,
            MoneyView spread,
            String spreadPercent,
            String rate,
            RateSource source,
            Instant rateAt,
            Instant expiresAt) {
        static QuoteView of(Quote quote) {
            return new QuoteView(
                    quote.id(),
                    MoneyView.of(quote.sold()),
                    MoneyView.of(quote.bought()),
                    MoneyView.of(quote.spread()),
                    quote.spreadPercent().toPlainString(),
                    quote.rate(),
                    quote.source(),
                    quote.rateAt(),
                    quote.expiresAt());
        }
    }

    /** The GraphQL type {@code Exchange}. */
    @GraphQlName("Exchange")
    record ExchangeView(TransferView transfer, QuoteView quote) {}
}
