package dev.coffer.payment.bonus;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.BonusStep;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.LockBonus;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.Place;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.usage.CountedAs;
import java.util.ArrayList;
import java.util.List;

/** What the ledger is asked for at each step of a bonus. */
final class BonusPosts {

    private static final Place POOL = Place.available(WalletRef.house(HouseAccount.BONUS_POOL), Pocket.REAL);

    private final Bookings bookings;
    private final Transfers transfers;
    private final Limits limits;
    private final Currencies currencies;

    BonusPosts(Bookings bookings, Transfers transfers, Limits limits, Currencies currencies) {
        this.bookings = bookings;
        this.transfers = transfers;
        this.limits = limits;
        this.currencies = currencies;
    }

    /** Into the user's main wallet of the currency, which is opened where there is none. */
    Keyed award(String tenantId, BonusAwarded told) {
        Currency currency = currencies.get(told.currency());
        Money amount = Money.parse(told.amount(), currency);
        Wallet wallet = bookings.open(OpenWallet.main(tenantId, told.userId(), currency));
        Pocket pocket = told.claimed() ? Pocket.REAL : Pocket.BONUS;
        BonusStep step = new BonusStep(told.awardId(), 0);
        return new Post(
                        tenantId,
                        step.idempotency(
                                TransferType.BONUS_AWARD, told.userId(), told.amount(), told.currency(), pocket.name()),
                        TransferType.BONUS_AWARD,
                        List.of(leg(POOL, wallet.id(), pocket, amount)),
                        told.name(),
                        step.metadata())
                .counting(limits.counted(tenantId, told.userId(), CountedAs.BONUS, amount));
    }

    Keyed lock(String tenantId, BonusClosing told) {
        BonusStep step = new BonusStep(told.awardId(), told.round());
        return new LockBonus(
                step.idempotency(TransferType.BONUS_LOCK, told.walletId(), told.amount(), told.currency()),
                tenantId,
                told.walletId(),
                Money.parse(told.amount(), currencies.get(told.currency())),
                step,
                told.name());
    }

    /** @throws IllegalStateException where it is not exactly what was put out of use for this step: a dead letter */
    Keyed close(String tenantId, BonusSettled told) {
        BonusStep step = new BonusStep(told.awardId(), told.round());
        Currency currency = currencies.get(told.currency());
        Money converted = Money.parse(told.converted(), currency);
        Money returned = Money.parse(told.returned(), currency);
        Money restored = Money.parse(told.restored(), currency);
        Transfer locked = locked(tenantId, step);
        if (!locked.amount().equals(converted.plus(returned).plus(restored))) {
            throw new IllegalStateException("For " + step + " " + locked.amount() + " were put out of use, not what "
                    + converted + ", " + returned + " and " + restored + " add up to");
        }
        WalletRef wallet = WalletRef.id(locked.from().walletId());
        Place out = Place.available(wallet, Pocket.LOCKED);
        List<Post.Leg> legs = new ArrayList<>();
        add(legs, out, Place.available(wallet, Pocket.REAL), converted);
        add(legs, out, POOL, returned);
        add(legs, out, Place.available(wallet, Pocket.BONUS), restored);
        return new Post(
                tenantId,
                step.idempotency(
                        TransferType.BONUS_CLOSE, told.converted(), told.returned(), told.restored(), told.currency()),
                TransferType.BONUS_CLOSE,
                legs,
                told.name(),
                step.metadata());
    }

    private Transfer locked(String tenantId, BonusStep step) {
        if (transfers.findByKey(tenantId, step.key(TransferType.BONUS_LOCK))
                instanceof PostResult.Posted(Transfer it)) {
            return it;
        }
        throw new IllegalStateException("Nothing was put out of use for " + step);
    }

    private static Post.Leg leg(Place from, String walletId, Pocket pocket, Money amount) {
        return new Post.Leg(from, Place.available(WalletRef.id(walletId), pocket), amount, TransferType.BONUS_AWARD);
    }

    private static void add(List<Post.Leg> legs, Place from, Place to, Money amount) {
        if (amount.isPositive()) {
            legs.add(new Post.Leg(from, to, amount, TransferType.BONUS_CLOSE));
        }
    }
}
