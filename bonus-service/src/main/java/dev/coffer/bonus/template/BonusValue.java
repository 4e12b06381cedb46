package dev.coffer.bonus.template;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an award is worth. */
public sealed interface BonusValue {

    /**
     * What an award is worth.
     *
     * @param base the amount that a share is taken of
     * @return null or zero where nothing is due: without the base that it needs, or for a base that lies in no tier
     */
    @Nullable
    Money worth(@Nullable Money base);

    /** What one award is at most worth; null where nothing bounds it, which is a contradiction. */
    @Nullable
    Money most();

    /** The currency that awards are given in. */
    Currency currency();

    ValueKind kind();

    /** Every amount in it, whatever its currency. */
    Stream<Money> amounts();

    record Fixed(Money amount) implements BonusValue {

        @Override
        public Money worth(@Nullable Money base) {
            return amount;
        }

        @Override
        public Money most() {
            return amount;
        }

        @Override
        public Currency currency() {
            return amount.currency();
        }

        @Override
        public ValueKind kind() {
            return ValueKind.FIXED;
        }

        @Override
        public Stream<Money> amounts() {
            return Stream.of(amount);
        }
    }

    /**
     * @param hundredths of a per cent: 10000 is 100 %
     * @param cap the most that one award is worth; a template without it is not saved
     */
    record Percentage(
            int hundredths, Currency currency, @Nullable Money cap) implements BonusValue {

        private static final int WHOLE_EXPONENT = 4;

        /** The share of the base in whole smallest units, rounded down, and no more than the cap. */
        Money of(Money base) {
            Money share = base.times(BigDecimal.valueOf(hundredths, WHOLE_EXPONENT), RoundingMode.DOWN);
            return cap != null && share.compareTo(cap) > 0 ? cap : share;
        }

        @Override
        public @Nullable Money worth(@Nullable Money base) {
            return base == null || !base.currency().equals(currency) ? null : of(base);
        }

        @Override
        public @Nullable Money most() {
            return cap;
        }

        @Override
        public ValueKind kind() {
            return ValueKind.PERCENTAGE;
        }

        @Override
        public Stream<Money> amounts() {
            return Stream.ofNullable(cap);
        }
    }

    /** The first tier that the base lies in says what it is worth; a base in none is worth nothing. */
    record Tiers(List<Tier> tiers) implements BonusValue {

        public Tiers {
            tiers = List.copyOf(tiers);
        }

        @Override
        public @Nullable Money worth(@Nullable Money base) {
            if (base == null || !base.currency().equals(currency())) {
                return null;
            }
            return tiers.stream()
                    .filter(tier -> tier.holds(base))
                    .findFirst()
                    .map(tier -> tier.worth().worth(base))
                    .orElse(null);
        }

        @Override
        public @Nullable Money most() {
            boolean isBounded = tiers.stream().allMatch(tier -> tier.worth().most() != null);
            return isBounded
                    ? tiers.stream()
                            .flatMap(tier -> Stream.ofNullable(tier.worth().most()))
                            .filter(most -> most.currency().equals(currency()))
                            .max(Comparator.naturalOrder())
                            .orElse(null)
                    : null;
        }

        @Override
        public Currency currency() {
            return tiers.getFirst().worth().currency();
        }

        @Override
        public ValueKind kind() {
            return ValueKind.TIERS;
        }

        @Override
        public Stream<Money> amounts() {
            return tiers.stream()
                    .flatMap(tier -> Stream.concat(
                            Stream.concat(Stream.of(tier.from()), Stream.ofNullable(tier.below())),
                            tier.worth().amounts()));
        }
    }

    /**
     * @param from within
     * @param below not within; null for no end
     * @param worth fixed or a percentage
     */
    record Tier(Money from, @Nullable Money below, BonusValue worth) {

        boolean holds(Money base) {
            return base.compareTo(from) >= 0 && (below == null || base.compareTo(below) < 0);
        }
    }

    /** A pool that the best of a competition share, by their places. */
    record Prizes(Money pool, List<Prize> places) implements BonusValue {

        private static final int WHOLE_EXPONENT = 4;

        public Prizes {
            places = List.copyOf(places);
        }

        /** What a place is worth, in whole smallest units, rounded down; zero for a place without a prize. @param place from 1 */
        public Money of(int place) {
            return places.stream()
                    .filter(prize -> prize.from() <= place && place <= prize.to())
                    .findFirst()
                    .map(prize -> pool.times(BigDecimal.valueOf(prize.hundredths(), WHOLE_EXPONENT), RoundingMode.DOWN))
                    .orElse(Money.zero(pool.currency()));
        }

        /** The last place that there is a prize for. */
        public int last() {
            return places.stream().mapToInt(Prize::to).max().orElse(0);
        }

        /** @param base what the place of the occasion is worth */
        @Override
        public @Nullable Money worth(@Nullable Money base) {
            return base == null || !base.currency().equals(currency()) ? null : base;
        }

        @Override
        public Money most() {
            return places.stream()
                    .map(prize -> of(prize.from()))
                    .max(Comparator.naturalOrder())
                    .orElse(Money.zero(pool.currency()));
        }

        @Override
        public Currency currency() {
            return pool.currency();
        }

        @Override
        public ValueKind kind() {
            return ValueKind.PRIZES;
        }

        @Override
        public Stream<Money> amounts() {
            return Stream.of(pool);
        }
    }

    /**
     * What each of some places gets.
     *
     * @param from the first of them, from 1
     * @param to the last of them
     * @param hundredths of a per cent of the pool, for each
     */
    record Prize(int from, int to, int hundredths) {}

    /**
     * Units such as free spins. They are given as their worth, to be played in the games.
     *
     * @param worth of one
     */
    record FreeUnits(int count, Money worth) implements BonusValue {

        @Override
        public Money worth(@Nullable Money base) {
            return most();
        }

        @Override
        public Money most() {
            return new Money(Math.multiplyExact(worth.minor(), (long) count), worth.currency());
        }

        @Override
        public Currency currency() {
            return worth.currency();
        }

        @Override
        public ValueKind kind() {
            return ValueKind.FREE_UNITS;
        }

        @Override
        public Stream<Money> amounts() {
            return Stream.of(worth);
        }
    }
}
