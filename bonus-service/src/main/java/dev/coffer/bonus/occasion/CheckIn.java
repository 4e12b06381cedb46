package dev.coffer.bonus.occasion;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notes that a player is here on a day, and gives what that is worth, once a day. */
final class CheckIn {

    private final Players players;
    private final GiveOffers offers;
    private final Devices devices;
    private final Calendars calendars;
    private final Transactions transactions;
    private final Clock clock;

    CheckIn(
            Players players,
            Devices devices,
            GiveOffers offers,
            Calendars calendars,
            Transactions transactions,
            Clock clock) {
        this.devices = devices;
        this.players = players;
        this.offers = offers;
        this.calendars = calendars;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param day the one that counts, which is not before any that counted */
    record Noted(LocalDate day, int daysInARow, List<Award> given) {

        Noted {
            given = List.copyOf(given);
        }
    }

    /**
     * @param key the client's name for it: the same key counts no other day
     * @param deviceId as the client knows it; null where it does not tell
     */
    Noted note(String tenantId, String userId, String key, @Nullable String deviceId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(unit -> {
            if (deviceId != null) {
                devices.note(unit, tenantId, userId, deviceId, now);
            }
            Player before = players.hold(unit, tenantId, userId);
            Player after = before.visited(before.visits().on(calendars.day(tenantId, now), key));
            players.save(unit, after);
            LocalDate day = Objects.requireNonNull(after.visits().last());
            Occasion occasion = new Occasion(Trigger.CHECK_IN, "check-in:" + userId + ':' + day, now, null, false);
            return new Noted(day, after.visits().inARow(), offers.once(unit, after, occasion));
        });
    }
}
