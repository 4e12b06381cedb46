package dev.coffer.payment.exchange;

import dev.coffer.core.config.Setting;
import dev.coffer.core.money.Currency;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rate that counts: the tenant's own, or else the provider's; never one that is too old. */
final class FindRate {

    private final Rates rates;
    private final Setting<ExchangeSettings> settings;
    private final Clock clock;

    FindRate(Rates rates, Setting<ExchangeSettings> settings, Clock clock) {
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was found. */
    sealed interface Answer {
        record Found(Rate rate) implements Answer {}

        record None(ExchangeRefusal why) implements Answer {}
    }

    /** @param from another currency than {@code to} */
    Answer find(String tenantId, Currency from, Currency to) {
        ExchangeSettings rules = settings.of(tenantId);
        Instant now = clock.instant();
        List<Rate> known = known(tenantId, from.code(), to.code());
        for (Rate rate : known) {
            if (!rate.at().plus(rules.longestAge(rate.source())).isBefore(now)) {
                return new Answer.Found(rate);
            }
        }
        return new Answer.None(known.isEmpty() ? ExchangeRefusal.RATE_UNKNOWN : ExchangeRefusal.RATE_STALE);
    }

    private List<Rate> known(String tenantId, String from, String to) {
        List<Rate> known = new ArrayList<>();
        PublishedRate published = rates.published(tenantId, from, to);
        if (published != null) {
            Rate rate = Rate.of(published.value(), RateSource.MANUAL, published.at());
            known.add(published.from().equals(from) ? rate : rate.inverse());
        }
        ProvidedRates provided = rates.provided();
        @Nullable Rate rate = provided == null ? null : provided.between(from, to);
        if (rate != null) {
            known.add(rate);
        }
        return known;
    }
}
