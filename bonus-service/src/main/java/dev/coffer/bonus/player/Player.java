package dev.coffer.bonus.player;

import dev.coffer.bonus.rule.KycTier;
import dev.coffer.core.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a player. Immutable.
 *
 * @param country ISO 3166, as an operator has said; null where nobody has
 * @param tier as kyc-service has told last
 * @param tierVersion counts the changes of the tier at kyc-service; 0 before the first
 * @param segments as operators have said
 * @param registeredAt null where nobody has told
 * @param deposits how many were completed, in all currencies
 * @param deposited their sums in smallest units, by currency
 * @param lastDepositAt null before the first
 * @param purchases how many were completed
 * @param birthday as an operator has said; without a year, so that nobody's age follows from it; null where nobody has
 * @param visits on which days the player has checked in
 */
public record Player(
        String tenantId,
        String userId,
        @Nullable String country,
        KycTier tier,
        long tierVersion,
        List<String> segments,
        @Nullable Instant registeredAt,
        int deposits,
        Map<String, Long> deposited,
        @Nullable Instant lastDepositAt,
        int purchases,
        @Nullable MonthDay birthday,
        Visits visits) {

    public Player {
        segments = List.copyOf(segments);
        deposited = Map.copyOf(deposited);
    }

    public static Player unknown(String tenantId, String userId) {
        return new Player(
                tenantId, userId, null, KycTier.NONE, 0, List.of(), null, 0, Map.of(), null, 0, null, Visits.NONE);
    }

    public Player registered(Instant at) {
        return new Player(
                tenantId,
                userId,
                country,
                tier,
                tierVersion,
                segments,
                at,
                deposits,
                deposited,
                lastDepositAt,
                purchases,
                birthday,
                visits);
    }

    public Player deposited(Money amount, Instant at) {
        Map<String, Long> sums = new HashMap<>(deposited);
        sums.merge(amount.currency().code(), amount.minor(), Math::addExact);
        Instant last = lastDepositAt == null || at.isAfter(lastDepositAt) ? at : lastDepositAt;
        return new Player(
                tenantId,
                userId,
                country,
                tier,
                tierVersion,
                segments,
                registeredAt,
                deposits + 1,
                sums,
                last,
                purchases,
                birthday,
                visits);
    }

    public Player purchased() {
        return new Player(
                tenantId,
                userId,
                country,
                tier,
                tierVersion,
                segments,
                registeredAt,
                deposits,
                deposited,
                lastDepositAt,
                purchases + 1,
                birthday,
                visits);
    }

    /** As kyc-service tells it; what it told before is passed over. */
    public Player raised(KycTier next, long version) {
        return version <= tierVersion
                ? this
                : new Player(
                        tenantId,
                        userId,
                        country,
                        next,
                        version,
                        segments,
                        registeredAt,
                        deposits,
                        deposited,
                        lastDepositAt,
                        purchases,
                        birthday,
                        visits);
    }

    /** As an operator says. */
    public Player described(@Nullable String newCountry, List<String> newSegments, @Nullable MonthDay newBirthday) {
        return new Player(
                tenantId,
                userId,
                newCountry,
                tier,
                tierVersion,
                newSegments,
                registeredAt,
                deposits,
                deposited,
                lastDepositAt,
                purchases,
                newBirthday,
                visits);
    }

    public Player visited(Visits newVisits) {
        return new Player(
                tenantId,
                userId,
                country,
                tier,
                tierVersion,
                segments,
                registeredAt,
                deposits,
                deposited,
                lastDepositAt,
                purchases,
                birthday,
                newVisits);
    }

    /**
     * The days on which a player has checked in.
     *
     * @param last the latest; null before the first
     * @param inARow how many days up to the latest, without a gap
     * @param key the client's name for what came last
     */
    public record Visits(
            @Nullable LocalDate last, int inARow, @Nullable String key) {

        public static final Visits NONE = new Visits(null, 0, null);

        /** With one on {@code day}; unchanged where one of that day, or of a later one, is there already. */
        public Visits on(LocalDate day, String newKey) {
            if (last != null && (newKey.equals(key) || !day.isAfter(last))) {
                return this;
            }
            boolean isNext = last != null && last.plusDays(1).equals(day);
            return new Visits(day, isNext ? inARow + 1 : 1, newKey);
        }
    }
}
