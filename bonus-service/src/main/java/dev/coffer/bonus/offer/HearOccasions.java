package dev.coffer.bonus.offer;

import dev.coffer.bonus.award.TakeBackAwards;
import dev.coffer.bonus.player.PaymentMethods;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.rule.KycTier;
import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.selection.SelectionInput;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what other services tell about players: gives what it triggers and folds it into what is known of the player, in one
 * transaction. What comes again does nothing.
 */
final class HearOccasions {

    private static final String REFUNDED = "The purchase that it was given for was refunded.";

    private final Players players;
    private final GiveOffers offers;
    private final TakeBackAwards takeBack;
    private final Endings undone;
    private final PaymentMethods methods;
    private final Currencies currencies;

    HearOccasions(
            Players players,
            GiveOffers offers,
            TakeBackAwards takeBack,
            Endings undone,
            PaymentMethods methods,
            Currencies currencies) {
        this.players = players;
        this.offers = offers;
        this.takeBack = takeBack;
        this.undone = undone;
        this.methods = methods;
        this.currencies = currencies;
    }

    /** What this service reads of {@code user.registered}. */
    record UserRegistered(String userId) {}

    /** What this service reads of {@code registration.undone}. */
    record RegistrationUndone(String userId) {}

    /** What this service reads of {@code user.closed}. */
    record UserClosed(String userId) {}

    /** What this service reads of {@code wallet.deposit.completed}. @param amount before the fee @param methodId null where it is not known */
    record DepositCompleted(
            String transferId,
            String userId,
            String amount,
            String currency,
            Instant at,
            @Nullable String methodId) {}

    /** What this service reads of {@code wallet.purchase.completed}. @param selections null from an earlier release */
    record PurchaseCompleted(
            String transferId,
            String userId,
            String amount,
            String currency,
            Instant at,
            @Nullable List<SelectionInput> selections) {}

    /** What this service reads of {@code wallet.refund.completed}. @param purchaseId null from an earlier release */
    record RefundCompleted(
            String userId, Instant at, @Nullable String purchaseId) {}

    /** What this service reads of {@code kyc.tier.changed}. */
    record TierChanged(String userId, String tier, long version) {}

    Consumer registrations() {
        return Consumer.named("bonus-registrations")
                .from("auth")
                .on("user.registered", UserRegistered.class, this::registered)
                .on("registration.undone", RegistrationUndone.class, this::takenBack)
                .on("user.closed", UserClosed.class, this::closed);
    }

    Consumer payments() {
        return Consumer.named("bonus-payments")
                .from("payment")
                .on("wallet.deposit.completed", DepositCompleted.class, this::deposited)
                .on("wallet.purchase.completed", PurchaseCompleted.class, this::purchased)
                .on("wallet.refund.completed", RefundCompleted.class, this::refunded);
    }

    Consumer tiers() {
        return Consumer.named("bonus-tiers").from("kyc").on("kyc.tier.changed", TierChanged.class, this::raised);
    }

    private void registered(Received<UserRegistered> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        String userId = event.data().userId();
        Instant at = event.envelope().timestamp();
        if (undone.isOver(unit, tenantId, userId)) {
            return;
        }
        Player before = heard(unit, tenantId, userId, "registration:" + userId, at);
        if (before != null) {
            Player after = before.registered(at);
            offers.all(unit, after, new Occasion(Trigger.REGISTRATION, "registration:" + userId, at, null, false));
            players.save(unit, after);
        }
    }

    private void takenBack(Received<RegistrationUndone> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        undone.end(unit, tenantId, event.data().userId(), event.envelope().timestamp());
        players.delete(unit, tenantId, event.data().userId());
    }

    /** What operators have said of the player is forgotten. */
    private void closed(Received<UserClosed> event, UnitOfWork unit) {
        Player player =
                players.hold(unit, event.envelope().tenantId(), event.data().userId());
        players.save(unit, player.described(null, List.of(), null));
    }

    private void deposited(Received<DepositCompleted> event, UnitOfWork unit) {
        DepositCompleted told = event.data();
        String key = "deposit:" + told.transferId();
        Player before = heard(unit, event.envelope().tenantId(), told.userId(), key, told.at());
        if (before != null) {
            Money amount = Money.parse(told.amount(), currencies.get(told.currency()));
            if (told.methodId() != null) {
                methods.note(unit, event.envelope().tenantId(), told.userId(), told.methodId(), told.at());
            }
            offers.all(unit, before, new Occasion(Trigger.DEPOSIT, key, told.at(), amount, false));
            players.save(unit, before.deposited(amount, told.at()));
        }
    }

    private void purchased(Received<PurchaseCompleted> event, UnitOfWork unit) {
        PurchaseCompleted told = event.data();
        String key = purchase(told.transferId());
        Player before = heard(unit, event.envelope().tenantId(), told.userId(), key, told.at());
        if (before != null) {
            Money amount = Money.parse(told.amount(), currencies.get(told.currency()));
            offers.all(unit, before, new Occasion(Trigger.PURCHASE, key, told.at(), amount, chosen(told), false));
            players.save(unit, before.purchased());
        }
    }

    private static String purchase(String transferId) {
        return "purchase:" + transferId;
    }

    /** It stays a purchase of the player's: what is for the first one is not to be had by buying and giving back. */
    private void refunded(Received<RefundCompleted> event, UnitOfWork unit) {
        String tenantId = event.envelope().tenantId();
        RefundCompleted told = event.data();
        if (told.purchaseId() == null) {
            return;
        }
        // A purchase that comes to be heard later, as it failed before, brings nothing about any more.
        heard(unit, tenantId, told.userId(), purchase(told.purchaseId()), told.at());
        takeBack.takeBack(unit, tenantId, purchase(told.purchaseId()), REFUNDED);
    }

    private static List<Selection> chosen(PurchaseCompleted told) {
        return SelectionInput.read("selections", told.selections());
    }

    private void raised(Received<TierChanged> event, UnitOfWork unit) {
        TierChanged told = event.data();
        String key = "tier:" + told.userId() + ":" + told.version();
        Instant at = event.envelope().timestamp();
        Player before = heard(unit, event.envelope().tenantId(), told.userId(), key, at);
        if (before != null) {
            Player after = before.raised(KycTier.valueOf(told.tier()), told.version());
            // Nobody gets anything for a tier that was taken away, or was told of too late.
            if (after.tier().compareTo(before.tier()) > 0) {
                offers.all(unit, after, new Occasion(Trigger.KYC_TIER, key, at, null, false));
            }
            players.save(unit, after);
        }
    }

    /** @return the player, held; null where the occasion was heard before */
    private @Nullable Player heard(UnitOfWork unit, String tenantId, String userId, String occasion, Instant at) {
        Player player = players.hold(unit, tenantId, userId);
        return players.isNew(unit, tenantId, occasion, at) ? player : null;
    }
}
