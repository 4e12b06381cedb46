package dev.coffer.bonus.occasion;

import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.play.PeriodShares;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.player.Players.Span;
import dev.coffer.bonus.template.Period;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds who has an occasion on a day or in a period, and says which it is. Reads only. */
final class FindPlayers {

    /** Nobody has been with a product for longer. */
    private static final int MOST_YEARS = 30;

    private static final MonthDay LEAP_DAY = MonthDay.of(Month.FEBRUARY, 29);

    private final Players players;
    private final PeriodShares shares;
    private final Calendars calendars;

    FindPlayers(Players players, PeriodShares shares, Calendars calendars) {
        this.players = players;
        this.shares = shares;
        this.calendars = calendars;
    }

    /** @param amount what a share is taken of; null where the occasion has none */
    record Found(String userId, @Nullable Money amount) {}

    /** The next players after those that the round has come to, in their order; also such as turn out to be due nothing. */
    List<Found> next(RunningTemplate template, Round round, int limit) {
        String tenantId = round.key().tenantId();
        String after = round.after();
        return switch (round.key().trigger()) {
            case BIRTHDAY -> found(players.bornOn(tenantId, birthdays(round.day()), after, limit));
            case ANNIVERSARY -> found(players.registeredWithin(tenantId, anniversaries(round), after, limit));
            case IDLE -> found(players.lastDepositedWithin(tenantId, absence(template, round), after, limit));
            case SCHEDULE -> found(players.all(tenantId, after, limit));
            case LOSSES, STAKES ->
                shares.next(tenantId, template, round.key().trigger(), round.day(), after, limit).stream()
                        .map(share -> new Found(share.userId(), share.amount()))
                        .toList();
            default -> throw new IllegalArgumentException(round.key().trigger() + " does not come by the clock");
        };
    }

    private static List<Found> found(List<String> userIds) {
        return userIds.stream().map(userId -> new Found(userId, null)).toList();
    }

    /** Who was born on 29 February has the day before it where there is none. */
    private static Set<MonthDay> birthdays(LocalDate day) {
        MonthDay own = MonthDay.from(day);
        boolean isEve = own.equals(MonthDay.of(Month.FEBRUARY, 28)) && !day.isLeapYear();
        return isEve ? Set.of(own, LEAP_DAY) : Set.of(own);
    }

    private List<Span> anniversaries(Round round) {
        return IntStream.rangeClosed(1, MOST_YEARS)
                .mapToObj(years -> span(
                        round,
                        round.day().minusYears(years),
                        round.day().plusDays(1).minusYears(years)))
                .toList();
    }

    /** The first time everybody who has been away for long enough; from then on who reaches that on the day. */
    private Span absence(RunningTemplate template, Round round) {
        int days = Objects.requireNonNull(template.content().idleDays());
        LocalDate last = round.day().minusDays(days);
        Span ofDay = span(round, last, last.plusDays(1));
        return round.day().equals(round.from()) ? new Span(Instant.EPOCH, ofDay.until()) : ofDay;
    }

    private Span span(Round round, LocalDate from, LocalDate until) {
        String tenantId = round.key().tenantId();
        return new Span(calendars.start(tenantId, from), calendars.start(tenantId, until));
    }

    /** What it is that a player has found to have. @param now when it is looked for */
    Occasion occasion(RunningTemplate template, Round round, Player player, @Nullable Money amount, Instant now) {
        Trigger trigger = round.key().trigger();
        String userId = player.userId();
        return switch (trigger) {
            case BIRTHDAY ->
                of(trigger, "birthday:" + userId + ':' + round.day().getYear(), now, null);
            case ANNIVERSARY ->
                of(trigger, "anniversary:" + userId + ':' + round.day().getYear(), now, null);
            case IDLE -> of(trigger, "idle:" + userId + ':' + player.lastDepositAt(), now, null);
            case SCHEDULE -> of(trigger, "schedule:" + userId, now, null);
            case LOSSES, STAKES -> {
                Period period =
                        Objects.requireNonNull(template.content().play()).period();
                Instant end = calendars.start(round.key().tenantId(), period.next(round.day()));
                String key = trigger.name() + ':' + period.label(round.day()) + ':' + userId;
                // Its last moment: a schedule that ends with the period covers it.
                yield of(trigger, key, end.minusMillis(1), amount);
            }
            default -> throw new IllegalArgumentException(trigger + " does not come by the clock");
        };
    }

    private static Occasion of(Trigger trigger, String key, Instant at, @Nullable Money amount) {
        return new Occasion(trigger, key, at, amount, false);
    }
}
