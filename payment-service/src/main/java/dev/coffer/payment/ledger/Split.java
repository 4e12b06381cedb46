package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An amount by the pockets that it leaves or enters. Neither part is negative. */
public record Split(Money real, Money bonus) {

    public Split {
        if (real.isNegative() || bonus.isNegative()) {
            throw new IllegalArgumentException("An amount cannot be split into " + real + " and " + bonus);
        }
    }

    static Split zero(Currency currency) {
        return new Split(Money.zero(currency), Money.zero(currency));
    }

    static Split ofReal(Money amount) {
        return new Split(amount, Money.zero(amount.currency()));
    }

    /**
     * What the two pockets of {@code wallet} give towards {@code amount}: its own money in that order, then what it may borrow
     * beside its real money; when all together lacks some, all from the first.
     */
    static Split from(Wallet wallet, Money amount, PocketOrder order) {
        Pocket first = order == PocketOrder.REAL_FIRST ? Pocket.REAL : Pocket.BONUS;
        Pocket second = order == PocketOrder.REAL_FIRST ? Pocket.BONUS : Pocket.REAL;
        long needed = amount.minor();
        long ofFirst = Math.clamp(wallet.pockets().of(first).available(), 0, needed);
        if (needed - ofFirst > wallet.pockets().of(second).available()) {
            Money own =
                    new Money(Math.clamp(wallet.pockets().of(Pocket.BONUS).available(), 0, needed), amount.currency());
            Money rest = amount.minus(own);
            if (rest.minor() <= wallet.spendable(Pocket.REAL)) {
                return new Split(rest, own);
            }
            ofFirst = needed;
        }
        Money inFirst = new Money(ofFirst, amount.currency());
        Money inSecond = amount.minus(inFirst);
        return first == Pocket.REAL ? new Split(inFirst, inSecond) : new Split(inSecond, inFirst);
    }

    public Money total() {
        return real.plus(bonus);
    }

    /** {@code amount} in the proportion of this one, rounded so that an odd smallest unit is real money. */
    Split inProportion(Money amount) {
        BigInteger ofBonus = BigInteger.valueOf(amount.minor())
                .multiply(BigInteger.valueOf(bonus.minor()))
                .divide(BigInteger.valueOf(total().minor()));
        Money bonusPart = new Money(ofBonus.longValueExact(), amount.currency());
        return new Split(amount.minus(bonusPart), bonusPart);
    }

    Split minus(Split other) {
        return new Split(real.minus(other.real), bonus.minus(other.bonus));
    }

    /** From pocket to like pocket, real money first; one leg of nothing when it is all nothing. */
    List<Post.Leg> legs(WalletRef from, WalletRef to, TransferType kind) {
        List<Post.Leg> legs = new ArrayList<>();
        if (real.isPositive() || bonus.isZero()) {
            legs.add(new Post.Leg(from, to, real, Pocket.REAL, kind));
        }
        if (bonus.isPositive()) {
            legs.add(new Post.Leg(from, to, bonus, Pocket.BONUS, kind));
        }
        return legs;
    }
}
