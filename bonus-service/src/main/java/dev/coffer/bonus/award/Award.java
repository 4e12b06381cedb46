package dev.coffer.bonus.award;

import dev.coffer.core.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bonus that a user was awarded.
 *
 * @param key what it was given for, unique within the tenant
 * @param deposit the deposit that it came with; null without one
 * @param givenBy the operator who gave it; null where a rule did
 * @param money what of it is where
 * @param version counts its changes, from 1
 */
public record Award(
        String id,
        String tenantId,
        String userId,
        String key,
        AwardTerms terms,
        Money value,
        @Nullable Money deposit,
        @Nullable String givenBy,
        AwardState state,
        AwardMoney money,
        Instant awardedAt,
        long version) {

    private static final int WHOLE = 100;
    private static final BigInteger HUNDRED = BigInteger.valueOf(WHOLE);

    /** The code of the template that it was given under. */
    public String templateCode() {
        return terms.templateCode();
    }

    /** Whether it can be wagered. */
    public boolean isOpen() {
        return state instanceof AwardState.Open;
    }

    /** Whether nothing leads on from where it stands. */
    public boolean isOver() {
        return state instanceof AwardState.Over;
    }

    /** How much has to be wagered, in minor units; zero where nothing has. Rounded up, and never more than a number can say. */
    public long required() {
        return terms.required(value, deposit);
    }

    /** Whether so much was wagered as has to be. */
    public boolean isMet() {
        return money.wagered() >= required();
    }

    /** How much of that was wagered, in whole percent: 0 to 100. */
    public int percent() {
        long required = required();
        return required == 0
                ? WHOLE
                : BigInteger.valueOf(Math.min(money.wagered(), required))
                        .multiply(HUNDRED)
                        .divide(BigInteger.valueOf(required))
                        .intValueExact();
    }

    public Award with(AwardState changed) {
        return new Award(id, tenantId, userId, key, terms, value, deposit, givenBy, changed, money, awardedAt, version);
    }

    public Award with(AwardMoney changed) {
        return new Award(id, tenantId, userId, key, terms, value, deposit, givenBy, state, changed, awardedAt, version);
    }

    Award next() {
        return new Award(
                id, tenantId, userId, key, terms, value, deposit, givenBy, state, money, awardedAt, version + 1);
    }

    /** In words for logs: without amounts. */
    @Override
    public String toString() {
        return "award " + id + " of user " + userId + ", " + state.status();
    }
}
