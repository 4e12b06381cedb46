package dev.coffer.bonus.referral;

import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.core.config.Setting;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes that a player was brought along. Nobody can be brought along by who registered later, so that no cycle can come about, in
 * whatever order codes are entered.
 */
final class EnterReferral {

    private final Referrals referrals;
    private final Players players;
    private final Devices devices;
    private final Setting<ReferralSettings> settings;
    private final Transactions transactions;
    private final Clock clock;

    EnterReferral(
            Referrals referrals,
            Players players,
            Devices devices,
            Setting<ReferralSettings> settings,
            Transactions transactions,
            Clock clock) {
        this.referrals = referrals;
        this.players = players;
        this.devices = devices;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param deviceId as the client knows it; null where it does not tell */
    ReferralResult enter(String tenantId, String userId, String code, @Nullable String deviceId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(unit -> {
            if (deviceId != null) {
                devices.note(unit, tenantId, userId, deviceId, now);
            }
            Player player = players.hold(unit, tenantId, userId);
            return enter(unit, player, player.registeredAt(), code, now);
        });
    }

    /**
     * In the caller's transaction.
     *
     * @param registeredAt when the player registered; null where nobody has told
     */
    ReferralResult enter(UnitOfWork unit, Player player, @Nullable Instant registeredAt, String code, Instant now) {
        String tenantId = player.tenantId();
        String referrerId = referrals.ownerOf(unit, tenantId, code);
        if (referrerId == null) {
            return refused(ReferralRefusal.REFERRAL_CODE_UNKNOWN);
        }
        Referral before = referrals.find(unit, tenantId, player.userId());
        if (before != null) {
            return before.referrerId().equals(referrerId)
                    ? new ReferralResult.Entered(before)
                    : refused(ReferralRefusal.REFERRAL_ALREADY_ENTERED);
        }
        boolean isOwn =
                referrerId.equals(player.userId()) || devices.areShared(unit, tenantId, player.userId(), referrerId);
        if (isOwn) {
            return refused(ReferralRefusal.REFERRAL_OF_OWN);
        }
        ReferralSettings limits = settings.of(tenantId);
        if (registeredAt == null || player.deposits() > 0 || now.isAfter(registeredAt.plus(limits.enterWithin()))) {
            return refused(ReferralRefusal.REFERRAL_TOO_LATE);
        }
        // Held, so that of two for the last place one gets it.
        Player referrer = players.hold(unit, tenantId, referrerId);
        if (referrer.registeredAt() == null || !referrer.registeredAt().isBefore(registeredAt)) {
            return refused(ReferralRefusal.REFERRAL_CYCLIC);
        }
        if (referrals.countOf(unit, tenantId, referrerId, limits.mostReferred()) >= limits.mostReferred()) {
            return refused(ReferralRefusal.REFERRAL_LIMIT_REACHED);
        }
        Referral referral = new Referral(
                tenantId, player.userId(), line(unit, tenantId, referrerId), Referral.State.JOINED, now, null);
        referrals.insert(unit, referral);
        return new ReferralResult.Entered(referral);
    }

    private List<String> line(UnitOfWork unit, String tenantId, String referrerId) {
        List<String> line = new ArrayList<>(List.of(referrerId));
        Referral above = referrals.find(unit, tenantId, referrerId);
        if (above != null) {
            line.addAll(above.line());
        }
        return line.subList(0, Math.min(line.size(), Referral.MOST_LEVELS));
    }

    private static ReferralResult refused(ReferralRefusal code) {
        return new ReferralResult.Refused(code);
    }
}
