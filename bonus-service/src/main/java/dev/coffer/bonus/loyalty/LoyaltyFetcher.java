package dev.coffer.bonus.loyalty;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.award.BonusView;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.core.config.Setting;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of {@code loyalty.graphqls}. */
@DgsComponent
class LoyaltyFetcher {

    private final PointBooks books;
    private final RedeemPoints redeemPoints;
    private final CheckPoints checkPoints;
    private final Setting<LoyaltySettings> settings;
    private final Calendars calendars;
    private final Clock clock;

    LoyaltyFetcher(
            PointBooks books,
            RedeemPoints redeemPoints,
            CheckPoints checkPoints,
            Setting<LoyaltySettings> settings,
            Calendars calendars,
            Clock clock) {
        this.books = books;
        this.redeemPoints = redeemPoints;
        this.checkPoints = checkPoints;
        this.settings = settings;
        this.calendars = calendars;
        this.clock = clock;
    }

    @GraphQlName("Loyalty")
    record LoyaltyView(
            boolean isOn,
            int points,
            int earned,
            @Nullable String tier,
            @Nullable String nextTier,
            @Nullable Integer toNextTier) {}

    @GraphQlName("PointEntry")
    record EntryView(int seq, PointEntry.Kind kind, int points, int balance, Instant at) {

        static EntryView of(PointEntry entry) {
            return new EntryView(
                    shown(entry.seq()), entry.kind(), shown(entry.points()), shown(entry.balance()), entry.at());
        }
    }

    @GraphQlName("PointsCheck")
    record CheckView(int entries, @Nullable String problem) {}

    record RedeemInput(String templateCode, String idempotencyKey) {}

    /** GraphQL counts no further. */
    private static int shown(long points) {
        return Math.clamp(points, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Without what has expired since the last entry. */
    @DgsQuery
    LoyaltyView loyalty(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        LoyaltySettings terms = settings.of(caller.tenantId());
        Instant now = clock.instant();
        YearMonth month = YearMonth.from(calendars.day(caller.tenantId(), now));
        PointAccount account = books.find(caller.tenantId(), caller.userId())
                .expire(month.minusMonths(terms.liveMonths()), now)
                .account();
        long earned = account.earned(month, terms.keepMonths());
        Map.Entry<String, BigDecimal> next = terms.next(earned);
        return new LoyaltyView(
                terms.isOn(),
                shown(account.balance()),
                shown(earned),
                terms.tier(earned),
                next == null ? null : next.getKey(),
                next == null ? null : shown(next.getValue().longValueExact() - earned));
    }

    @DgsData(parentType = "Loyalty")
    Connection<EntryView> entries(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return books.page(caller.tenantId(), caller.userId(), request, isCounted)
                .map(EntryView::of);
    }

    @DgsQuery
    CheckView pointsCheck(@InputArgument String userId, DgsDataFetchingEnvironment environment) {
        CheckPoints.Checked checked =
                checkPoints.check(Callers.caller(environment).tenantId(), userId);
        return new CheckView(shown(checked.entries()), checked.problem());
    }

    @DgsMutation
    Object redeemPoints(@InputArgument RedeemInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        String key = IdempotencyKeys.require(input.idempotencyKey(), "input.idempotencyKey");
        return switch (redeemPoints.redeem(caller.tenantId(), caller.userId(), input.templateCode(), key)) {
            case RedeemPoints.Result.Redeemed redeemed -> BonusView.of(redeemed.award());
            case RedeemPoints.Result.Refused(LoyaltyRefusal code) -> Refusal.of(code, code.meaning());
        };
    }
}
