package dev.coffer.bonus.loyalty;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.loyalty.PointAccount.Change;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.config.Setting;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Gives a bonus for points: both or neither. A repeat with the same key answers the first answer. */
final class RedeemPoints {

    private final PointBooks books;
    private final RunningTemplates templates;
    private final GiveOffers offers;
    private final Players players;
    private final Calendars calendars;
    private final Setting<LoyaltySettings> settings;
    private final Transactions transactions;
    private final Clock clock;

    RedeemPoints(
            PointBooks books,
            RunningTemplates templates,
            GiveOffers offers,
            Players players,
            Calendars calendars,
            Setting<LoyaltySettings> settings,
            Transactions transactions,
            Clock clock) {
        this.books = books;
        this.templates = templates;
        this.offers = offers;
        this.players = players;
        this.calendars = calendars;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {

        record Redeemed(Award award) implements Result {}

        record Refused(LoyaltyRefusal code) implements Result {}
    }

    Result redeem(String tenantId, String userId, String code, String key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(unit -> {
            RunningTemplate template = templates.find(unit, tenantId, code);
            if (template == null) {
                throw CodedException.notFound("bonus", code);
            }
            Integer price = template.content().pricePoints();
            return price == null
                    ? new Result.Refused(LoyaltyRefusal.POINTS_NOT_REDEEMABLE)
                    : redeem(unit, template, price, tenantId, userId, key, now);
        });
    }

    private Result redeem(
            UnitOfWork unit,
            RunningTemplate template,
            int price,
            String tenantId,
            String userId,
            String key,
            Instant now) {
        Occasion occasion = new Occasion(Trigger.POINTS, "points:" + userId + ':' + key, now, null, false);
        PointAccount before = books.hold(unit, tenantId, userId);
        if (offers.isGivenOtherwise(unit, tenantId, occasion.key(), template)) {
            return new Result.Refused(LoyaltyRefusal.IDEMPOTENCY_KEY_REUSED);
        }
        if (offers.isGiven(unit, tenantId, occasion.key(), template)) {
            return given(unit, tenantId, userId, occasion, template);
        }
        YearMonth live = YearMonth.from(calendars.day(tenantId, now))
                .minusMonths(settings.of(tenantId).liveMonths());
        Change expired = before.expire(live, now);
        if (expired.account().balance() < price) {
            return new Result.Refused(LoyaltyRefusal.POINTS_NOT_ENOUGH);
        }
        Result result = given(unit, tenantId, userId, occasion, template);
        if (result instanceof Result.Redeemed) {
            Change paid = expired.account().redeem("redeemed:" + template.code() + ':' + key, price, now);
            List<PointEntry> appended = new ArrayList<>(expired.entries());
            appended.addAll(paid.entries());
            books.save(unit, paid.account(), appended);
        }
        return result;
    }

    private Result given(UnitOfWork unit, String tenantId, String userId, Occasion occasion, RunningTemplate template) {
        Award award = offers.once(unit, players.hold(unit, tenantId, userId), occasion, template);
        return award == null ? new Result.Refused(LoyaltyRefusal.POINTS_NOT_REDEEMABLE) : new Result.Redeemed(award);
    }
}
