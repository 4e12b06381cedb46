package dev.coffer.payment.exchange;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What {@code exchange.graphqls} has about rates. */
@DgsComponent
class RateFetcher {

    private static final int MOST_PAIRS = 50;

    private final FindRate findRate;
    private final Rates rates;
    private final Setting<ExchangeSettings> settings;
    private final Currencies currencies;
    private final Clock clock;

    RateFetcher(
            FindRate findRate, Rates rates, Setting<ExchangeSettings> settings, Currencies currencies, Clock clock) {
        this.findRate = findRate;
        this.rates = rates;
        this.settings = settings;
        this.currencies = currencies;
        this.clock = clock;
    }

    record SetExchangeRateInput(String from, String to, String rate) {
        PublishedRate published(Caller caller, Currencies currencies, Instant at) {
            FieldChecks checks = new FieldChecks();
            Currency sold = checks.read("input.from", () -> known(currencies, from, "input.from"));
            Currency bought = checks.read("input.to", () -> known(currencies, to, "input.to"));
            BigDecimal value = checks.read("input.rate", this::value);
            checks.require();
            return new PublishedRate(
                    Objects.requireNonNull(sold).code(),
                    Objects.requireNonNull(bought).code(),
                    Objects.requireNonNull(value),
                    at,
                    caller.userId());
        }

        private BigDecimal value() {
            BigDecimal value = new BigDecimal(rate);
            if (!Rate.isUsable(value)) {
                throw CodedException.invalid(
                        "input.rate",
                        "A rate is " + Rate.LEAST.toPlainString() + " to " + Rate.MOST + " with at most "
                                + Rate.MOST_DECIMALS + " decimals.");
            }
            return value;
        }
    }

    record RemoveExchangeRateInput(String from, String to) {}

    private static Currency known(Currencies currencies, String code, String field) {
        Currency found = currencies.find(code);
        if (found == null) {
            throw CodedException.invalid(field, "The currency '" + code + "' is not known.");
        }
        return found;
    }

    @DgsQuery
    List<ExchangeViews.RateView> exchangeRates(
            @InputArgument String from, @InputArgument List<String> to, DataFetchingEnvironment environment) {
        Currency sold = known(currencies, from, "from");
        if (to.size() > MOST_PAIRS) {
            throw CodedException.invalid("to", "At most " + MOST_PAIRS + " currencies at once.");
        }
        List<ExchangeViews.RateView> found = new ArrayList<>();
        for (String code : to) {
            Currency bought = known(currencies, code, "to");
            if (!bought.equals(sold)
                    && findRate.find(Callers.caller(environment).tenantId(), sold, bought)
                            instanceof FindRate.Answer.Found(Rate rate)) {
                found.add(view(Callers.caller(environment), sold, bought, rate));
            }
        }
        return found;
    }

    private ExchangeViews.RateView view(Caller caller, Currency from, Currency to, Rate rate) {
        return new ExchangeViews.RateView(
                from.code(),
                to.code(),
                rate.toDecimal(),
                rate.source(),
                rate.at(),
                settings.of(caller.tenantId()).spreadPercent(from, to).toPlainString());
    }

    @DgsMutation
    Object setExchangeRate(@InputArgument SetExchangeRateInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PublishedRate published = input.published(caller, currencies, now);
        if (published.from().equals(published.to())) {
            return refusal(ExchangeRefusal.SAME_CURRENCY);
        }
        rates.publish(caller.tenantId(), published);
        return view(
                caller,
                currencies.get(published.from()),
                currencies.get(published.to()),
                Rate.of(published.value(), RateSource.MANUAL, published.at()));
    }

    @DgsMutation
    Object removeExchangeRate(@InputArgument RemoveExchangeRateInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        PublishedRate published = rates.published(caller.tenantId(), input.from(), input.to());
        if (published == null || !rates.withdraw(caller.tenantId(), input.from(), input.to())) {
            return refusal(ExchangeRefusal.RATE_UNKNOWN);
        }
        return view(
                caller,
                currencies.get(published.from()),
                currencies.get(published.to()),
                Rate.of(published.value(), RateSource.MANUAL, published.at()));
    }

    private static Refusal refusal(ExchangeRefusal why) {
        return Refusal.of(why, why.meaning(), "input.to");
    }
}
