package dev.coffer.payment.exchange;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Works out what an exchange would give now, and for how long that holds. */
final class MakeQuote {

    private final FindRate findRate;
    private final Quotes quotes;
    private final Setting<ExchangeSettings> settings;
    private final Clock clock;
    private final Ids ids;

    MakeQuote(FindRate findRate, Quotes quotes, Setting<ExchangeSettings> settings, Clock clock, Ids ids) {
        this.findRate = findRate;
        this.quotes = quotes;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /** What became of it. */
    sealed interface Answer {
        record Quoted(Quote quote) implements Answer {}

        record Refused(ExchangeRefusal why) implements Answer {}
    }

    /** One that is kept, for the caller to use. @param sold more than zero */
    Answer quote(Caller caller, Money sold, Currency to) {
        Answer answer = work(caller, sold, to, null);
        if (answer instanceof Answer.Quoted(Quote quote)) {
            quotes.insert(quote);
        }
        return answer;
    }

    /** One that is not kept yet. @param key who uses it; null for nobody so far */
    Answer work(Caller caller, Money sold, Currency to, @Nullable String key) {
        Currency from = sold.currency();
        if (from.equals(to)) {
            return new Answer.Refused(ExchangeRefusal.SAME_CURRENCY);
        }
        return switch (findRate.find(caller.tenantId(), from, to)) {
            case FindRate.Answer.None(ExchangeRefusal why) -> new Answer.Refused(why);
            case FindRate.Answer.Found(Rate rate) -> convert(caller, sold, to, rate, key);
        };
    }

    private Answer convert(Caller caller, Money sold, Currency to, Rate rate, @Nullable String key) {
        ExchangeSettings rules = settings.of(caller.tenantId());
        BigDecimal percent = rules.spreadPercent(sold.currency(), to);
        return switch (Conversion.of(sold, to, rate, percent)) {
            case Conversion.TooSmall() -> new Answer.Refused(ExchangeRefusal.EXCHANGE_TOO_SMALL);
            case Conversion.TooLarge() -> new Answer.Refused(ExchangeRefusal.EXCHANGE_TOO_LARGE);
            case Conversion.Converted(Money net, Money spread) ->
                new Answer.Quoted(new Quote(
                        ids.next(),
                        caller.tenantId(),
                        caller.userId(),
                        sold,
                        net,
                        spread,
                        percent,
                        rate.toDecimal(),
                        rate.source(),
                        rate.at(),
                        clock.instant().plus(rules.quoteTime()).truncatedTo(ChronoUnit.MILLIS),
                        key));
        };
    }
}
