package dev.coffer.bonus.loyalty;

import dev.coffer.bonus.loyalty.PointAccount.Change;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.config.Setting;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Gives points for bets that are over, takes them back for those that are rolled back, and gives what a higher tier is worth. */
public final class EarnPoints {

    private final PointBooks books;
    private final Setting<LoyaltySettings> settings;
    private final Calendars calendars;
    private final Players players;
    private final GiveOffers offers;

    EarnPoints(
            PointBooks books,
            Setting<LoyaltySettings> settings,
            Calendars calendars,
            Players players,
            GiveOffers offers) {
        this.books = books;
        this.settings = settings;
        this.calendars = calendars;
        this.players = players;
        this.offers = offers;
    }

    /**
     * A bet that counts, or counts no more.
     *
     * @param key names the bet
     * @param own what of the stake was the player's own money
     * @param isUndone whether it was rolled back
     */
    public record Played(String key, String gameId, Money own, boolean isUndone) {}

    public boolean isOn(String tenantId) {
        return settings.of(tenantId).isOn();
    }

    /** What one player played, in order; in the caller's transaction. What comes again changes nothing. */
    public void take(UnitOfWork unit, String tenantId, String userId, List<Played> bets, Instant at) {
        LoyaltySettings terms = settings.of(tenantId);
        YearMonth month = YearMonth.from(calendars.day(tenantId, at));
        PointAccount before = books.hold(unit, tenantId, userId);
        Change expired = before.expire(month.minusMonths(terms.liveMonths()), at);
        List<PointEntry> appended = new ArrayList<>(expired.entries());
        PointAccount account = expired.account();
        for (Played bet : bets) {
            Change change = bet.isUndone()
                    ? undo(unit, account, appended, bet, at)
                    : earn(unit, account, terms, bet, month, at);
            account = change.account();
            appended.addAll(change.entries());
        }
        String tier = terms.tier(account.earned(month, terms.keepMonths()));
        boolean isRaised = terms.rank(tier) > terms.rank(before.tier());
        books.save(unit, account.at(tier), appended);
        if (isRaised) {
            String key = "loyalty-tier:" + tier + ':' + month + ':' + userId;
            offers.once(
                    unit,
                    players.hold(unit, tenantId, userId),
                    new Occasion(Trigger.LOYALTY_TIER, key, at, null, false));
        }
    }

    private Change earn(
            UnitOfWork unit, PointAccount account, LoyaltySettings terms, Played bet, YearMonth month, Instant at) {
        boolean isOfCurrency = bet.own().currency().code().equals(terms.currency());
        long points = isOfCurrency
                ? terms.pointsFor(bet.gameId(), new BigDecimal(bet.own().toDecimal()))
                : 0;
        String key = "earned:" + bet.key();
        boolean isKnown = points == 0 || books.entry(unit, account.tenantId(), account.userId(), key) != null;
        return isKnown ? new Change(account, List.of()) : account.earn(key, points, month, at);
    }

    /** @param appended what is not stored yet: a bet may be over and undone in one batch */
    private Change undo(UnitOfWork unit, PointAccount account, List<PointEntry> appended, Played bet, Instant at) {
        String earnedKey = "earned:" + bet.key();
        PointEntry earned = appended.stream()
                .filter(entry -> entry.key().equals(earnedKey))
                .findFirst()
                .orElseGet(() -> books.entry(unit, account.tenantId(), account.userId(), earnedKey));
        String key = "undone:" + bet.key();
        boolean isDone = earned == null || books.entry(unit, account.tenantId(), account.userId(), key) != null;
        return isDone ? new Change(account, List.of()) : account.takeBack(key, earned.points(), at);
    }
}
