package dev.coffer.bonus.referral;

import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears of registrations with a code, and of the deposits of those who were brought along: the first gives to both, and each gives a
 * commission. What comes again gives nothing more, as an award's key names the occasion.
 */
final class HearReferrals {

    private final Referrals referrals;
    private final EnterReferral enterReferral;
    private final Players players;
    private final Devices devices;
    private final RunningTemplates templates;
    private final GiveOffers offers;
    private final Setting<ReferralSettings> settings;
    private final Currencies currencies;

    HearReferrals(
            Referrals referrals,
            EnterReferral enterReferral,
            Players players,
            Devices devices,
            RunningTemplates templates,
            GiveOffers offers,
            Setting<ReferralSettings> settings,
            Currencies currencies) {
        this.referrals = referrals;
        this.enterReferral = enterReferral;
        this.players = players;
        this.devices = devices;
        this.templates = templates;
        this.offers = offers;
        this.settings = settings;
        this.currencies = currencies;
    }

    /** What is read of {@code user.registered}. @param referralCode null for nobody's */
    record Registered(String userId, @Nullable String referralCode) {}

    /** What is read of {@code registration.undone}. */
    record Undone(String userId) {}

    /** What is read of {@code wallet.deposit.completed}. @param amount before the fee */
    record Deposited(String transferId, String userId, String amount, String currency, Instant at) {}

    Consumer registrations() {
        return Consumer.named("bonus-referral-codes")
                .from("auth")
                .on("user.registered", Registered.class, this::registered)
                .on("registration.undone", Undone.class, this::undone);
    }

    Consumer deposits() {
        return Consumer.named("bonus-referrals")
                .from("payment")
                .on("wallet.deposit.completed", Deposited.class, this::deposited);
    }

    /** A code that is not one brings nobody along, and keeps nobody from registering. */
    private void registered(Received<Registered> event, UnitOfWork unit) {
        String code = event.data().referralCode();
        if (code != null) {
            Instant at = event.envelope().timestamp();
            String tenantId = event.envelope().tenantId();
            enterReferral.enter(unit, players.hold(unit, tenantId, event.data().userId()), at, code, at);
        }
    }

    private void undone(Received<Undone> event, UnitOfWork unit) {
        referrals.delete(unit, event.envelope().tenantId(), event.data().userId());
    }

    private void deposited(Received<Deposited> event, UnitOfWork unit) {
        Deposited told = event.data();
        String tenantId = event.envelope().tenantId();
        Referral referral = referrals.find(unit, tenantId, told.userId());
        if (referral == null || referral.state() == Referral.State.REFUSED) {
            return;
        }
        if (devices.areShared(unit, tenantId, told.userId(), referral.referrerId())) {
            referrals.save(unit, referral.refused());
            return;
        }
        Money amount = Money.parse(told.amount(), currencies.get(told.currency()));
        if (referral.state() == Referral.State.JOINED) {
            referrals.save(unit, referral.qualified(told.at()));
            Occasion joined = new Occasion(Trigger.REFEREE, "referee:" + told.userId(), told.at(), amount, false);
            offers.once(unit, players.hold(unit, tenantId, told.userId()), joined);
            toLine(
                    unit,
                    referral,
                    new Occasion(Trigger.REFERRER, "referrer:" + told.userId(), told.at(), amount, false));
        }
        toLine(
                unit,
                referral,
                new Occasion(Trigger.COMMISSION, "commission:" + told.transferId(), told.at(), amount, false));
    }

    /** Each of the line gets what templates of their level give. */
    private void toLine(UnitOfWork unit, Referral referral, Occasion occasion) {
        List<RunningTemplate> giving = templates.triggeredBy(unit, referral.tenantId(), occasion.trigger());
        int levels = Math.min(
                referral.line().size(), settings.of(referral.tenantId()).levels());
        for (int level = 1; level <= levels; level++) {
            for (RunningTemplate template : giving) {
                if (template.content().referralLevel() == level) {
                    String userId = referral.line().get(level - 1);
                    Occasion ofThem = new Occasion(
                            occasion.trigger(), occasion.key() + ':' + userId, occasion.at(), occasion.amount(), false);
                    offers.once(unit, players.hold(unit, referral.tenantId(), userId), ofThem, template);
                }
            }
        }
    }
}
