package dev.coffer.payment.transfer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.History;
import dev.coffer.payment.ledger.TransferType;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code paymentStats}: what a tenant's book counts and sums up, for staff. */
@DgsComponent
class StatsFetcher {

    /** Each transfer of the time is read. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private final History history;
    private final Currencies currencies;

    StatsFetcher(History history, Currencies currencies) {
        this.history = history;
        this.currencies = currencies;
    }

    /** The GraphQL type {@code PaymentStats}. @param total a decimal, since it may be more than a wallet can hold */
    record PaymentStats(TransferType type, String currency, int count, int reversed, String total) {}

    @DgsQuery
    List<PaymentStats> paymentStats(
            @InputArgument Instant from, @InputArgument Instant to, DataFetchingEnvironment environment) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw CodedException.invalid(
                    "from",
                    "The start must lie before the end, by " + LONGEST.toDays() + " days at most; " + from + " and "
                            + to + " do not.");
        }
        return history.sums(Callers.caller(environment).tenantId(), from, to).stream()
                .map(this::view)
                .toList();
    }

    private PaymentStats view(History.Sum sum) {
        return new PaymentStats(
                sum.type(),
                sum.currency(),
                Math.toIntExact(sum.count()),
                Math.toIntExact(sum.reversed()),
                sum.total()
                        .movePointLeft(currencies.get(sum.currency()).decimals())
                        .toPlainString());
    }
}
