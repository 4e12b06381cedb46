package dev.coffer.bonus.stats;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The field of {@code stats.graphqls}. */
@DgsComponent
class BonusStatsFetcher {

    private static final int MOST_DAYS = 366;

    private final BonusStatistics statistics;
    private final Currencies currencies;

    BonusStatsFetcher(BonusStatistics statistics, Currencies currencies) {
        this.statistics = statistics;
        this.currencies = currencies;
    }

    @GraphQlName("BonusStats")
    record StatsView(
            String templateCode,
            String day,
            String currency,
            int given,
            MoneyView awarded,
            int converted,
            MoneyView cost,
            int expired,
            int forfeited,
            int cancelled,
            MoneyView breakage,
            @Nullable Integer breakagePercent,
            MoneyView returned,
            MoneyView deposits,
            @Nullable Integer roiPercent) {

        static StatsView of(BonusStat stat, Currency currency) {
            return new StatsView(
                    stat.templateCode(),
                    stat.day().toString(),
                    stat.currency(),
                    Math.toIntExact(stat.given()),
                    money(stat.awarded(), currency),
                    Math.toIntExact(stat.converted()),
                    money(stat.cost(), currency),
                    Math.toIntExact(stat.expired()),
                    Math.toIntExact(stat.forfeited()),
                    Math.toIntExact(stat.cancelled()),
                    money(stat.broken(), currency),
                    stat.breakagePercent(),
                    money(stat.returned(), currency),
                    money(stat.deposits(), currency),
                    stat.roiPercent());
        }

        private static MoneyView money(long minor, Currency currency) {
            return MoneyView.of(new Money(minor, currency));
        }
    }

    @DgsQuery
    List<StatsView> bonusStats(
            @InputArgument @Nullable String templateCode,
            @InputArgument String from,
            @InputArgument String to,
            DgsDataFetchingEnvironment environment) {
        FieldChecks checks = new FieldChecks();
        LocalDate first = checks.read("from", () -> day(from));
        LocalDate last = checks.read("to", () -> day(to));
        checks.require();
        requireOrder(Objects.requireNonNull(first), Objects.requireNonNull(last));
        return statistics.of(Callers.caller(environment).tenantId(), templateCode, first, last).stream()
                .map(stat -> StatsView.of(stat, currencies.get(stat.currency())))
                .toList();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("A day is written as 2026-11-22, not as " + text + ".", unreadable);
        }
    }

    private static void requireOrder(LocalDate first, LocalDate last) {
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
            throw CodedException.invalid(
                    "to", "The last day lies at or after the first, by " + MOST_DAYS + " days at most.");
        }
    }
}
