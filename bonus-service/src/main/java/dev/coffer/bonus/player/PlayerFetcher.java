package dev.coffer.bonus.player;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.rule.KycTier;
import dev.coffer.bonus.rule.RuleReader;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of {@code player.graphqls}. */
@DgsComponent
class PlayerFetcher {

    private static final int MOST_SEGMENTS = 50;
    private static final int LONGEST_ID = 100;
    private static final DateTimeFormatter BIRTHDAY =
            DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Players players;
    private final DescribePlayer describePlayer;
    private final Currencies currencies;

    PlayerFetcher(Players players, DescribePlayer describePlayer, Currencies currencies) {
        this.players = players;
        this.describePlayer = describePlayer;
        this.currencies = currencies;
    }

    @GraphQlName("BonusPlayer")
    record PlayerView(
            String userId,
            @Nullable String country,
            KycTier kycTier,
            List<String> segments,
            @Nullable Instant registeredAt,
            int deposits,
            List<MoneyView> deposited,
            @Nullable Instant lastDepositAt,
            @Nullable String birthday,
            int daysInARow) {

        static PlayerView of(Player player, Currencies currencies) {
            List<MoneyView> sums = player.deposited().entrySet().stream()
                    .map(sum -> MoneyView.of(new Money(sum.getValue(), currencies.get(sum.getKey()))))
                    .toList();
            return new PlayerView(
                    player.userId(),
                    player.country(),
                    player.tier(),
                    player.segments(),
                    player.registeredAt(),
                    player.deposits(),
                    sums,
                    player.lastDepositAt(),
                    player.birthday() == null ? null : BIRTHDAY.format(player.birthday()),
                    player.visits().inARow());
        }
    }

    record DescribeInput(
            String userId,
            @Nullable String country,
            List<String> segments,
            @Nullable String birthday) {

        /** @return the birthday; null where none is given */
        @Nullable
        MonthDay require() {
            FieldChecks checks = new FieldChecks();
            check(checks, "input.userId", !userId.isBlank() && userId.length() <= LONGEST_ID, "The id of a user.");
            check(
                    checks,
                    "input.country",
                    country == null || COUNTRIES.contains(country),
                    "Use two letters of ISO 3166, such as \"MT\".");
            boolean isFine = segments.size() <= MOST_SEGMENTS
                    && new HashSet<>(segments).size() == segments.size()
                    && segments.stream()
                            .allMatch(segment ->
                                    RuleReader.SEGMENT.matcher(segment).matches());
            check(
                    checks,
                    "input.segments",
                    isFine,
                    "At most " + MOST_SEGMENTS
                            + " segments, none twice, each of 2 to 40 small letters, digits and hyphens.");
            String given = birthday;
            MonthDay day = given == null ? null : checks.read("input.birthday", () -> monthDay(given));
            checks.require();
            return day;
        }

        private static MonthDay monthDay(String text) {
            try {
                return MonthDay.parse(text, BIRTHDAY);
            } catch (DateTimeException wrong) {
                throw new IllegalArgumentException("Month and day are written as 11-23.", wrong);
            }
        }

        private static void check(FieldChecks checks, String field, boolean isFine, String otherwise) {
            checks.read(field, () -> {
                if (!isFine) {
                    throw new IllegalArgumentException(otherwise);
                }
                return Boolean.TRUE;
            });
        }
    }

    @DgsQuery
    PlayerView bonusPlayer(@InputArgument String userId, DgsDataFetchingEnvironment environment) {
        return PlayerView.of(players.find(Callers.caller(environment).tenantId(), userId), currencies);
    }

    @DgsMutation
    PlayerView saveBonusPlayer(@InputArgument DescribeInput input, DgsDataFetchingEnvironment environment) {
        MonthDay birthday = input.require();
        String tenantId = Callers.caller(environment).tenantId();
        return PlayerView.of(
                describePlayer.describe(tenantId, input.userId(), input.country(), input.segments(), birthday),
                currencies);
    }
}
