package dev.coffer.bonus.award;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is told of awards, keyed by the user. {@code bonus.awarded}, {@code bonus.closing} and {@code bonus.settled} have payment-service
 * move money; the others are facts, each told once of an award.
 */
final class AwardEvents {

    private AwardEvents() {}

    /**
     * A user shall get a bonus.
     *
     * @param type in the catalogue: "FIRST_DEPOSIT"
     * @param name for people
     * @param amount as a decimal: "12.50"
     * @param claimed whether it is the user's own money at once, with nothing to wager
     */
    record Awarded(
            String awardId,
            String userId,
            String templateCode,
            String type,
            String name,
            String amount,
            String currency,
            boolean claimed) {

        static Awarded of(Award award) {
            return new Awarded(
                    award.id(),
                    award.userId(),
                    award.terms().templateCode(),
                    award.terms().type(),
                    award.terms().name(),
                    award.value().toDecimal(),
                    award.value().currency().code(),
                    award.terms().wagering() == null);
        }
    }

    /**
     * A bonus is in the user's wallet and can be wagered.
     *
     * @param name for people
     * @param amount as a decimal: "12.50"
     * @param toWager as a decimal
     * @param expiresAt RFC 3339
     */
    record Activated(
            String awardId,
            String userId,
            String name,
            String amount,
            String toWager,
            String currency,
            String expiresAt) {}

    /**
     * A whole percent more, or less, was wagered of a bonus.
     *
     * @param percent of what has to be wagered: 0 to 100
     * @param wagered as a decimal: "12.50"
     */
    record Progressed(String awardId, String userId, String name, int percent, String wagered, String currency) {}

    /** All was wagered that a bonus demands. @param name for people */
    record RequirementsMet(String awardId, String userId, String name) {}

    /**
     * The money of a bonus is to be put out of use, as it ends or as something came of it after its end.
     *
     * @param round 1 for the first time
     * @param amount the most that is left of it, as a decimal: "12.50"
     * @param name for people
     */
    record Closing(
            String awardId, int round, String userId, String walletId, String amount, String currency, String name) {}

    /**
     * Where the money belongs that was put out of use.
     *
     * @param round as it was put out of use in
     * @param converted what becomes the user's own, as a decimal: "12.50"
     * @param returned what the house gets back
     * @param restored what belongs to other bonuses of the user
     * @param name for people
     */
    record Settled(
            String awardId,
            int round,
            String userId,
            String converted,
            String returned,
            String restored,
            String currency,
            String name) {}

    /** What was left of a bonus became the user's. @param amount as a decimal: "12.50" */
    record Converted(String awardId, String userId, String name, String amount, String currency) {}

    /** The time of a bonus was over. @param amount what was left of it, as a decimal: "12.50" */
    record Expired(String awardId, String userId, String name, String amount, String currency) {}

    /** A user gave a bonus up. @param amount what was left of it, as a decimal: "12.50"; @param reason null for the user's own wish */
    record Forfeited(
            String awardId,
            String userId,
            String name,
            String amount,
            String currency,
            @Nullable String reason) {}

    /** A bonus was taken back, or could not be given. @param amount what was left of it, as a decimal: "12.50" */
    record Cancelled(
            String awardId,
            String userId,
            String name,
            String amount,
            String currency,
            @Nullable String reason) {}

    /** That it is over, and how. */
    static Object over(Award award, AwardState.Over over) {
        String name = award.terms().name();
        String currency = award.value().currency().code();
        String returned = money(award, award.money().returned());
        return switch (over.status()) {
            case CONVERTED ->
                new Converted(
                        award.id(),
                        award.userId(),
                        name,
                        money(award, award.money().converted()),
                        currency);
            case EXPIRED -> new Expired(award.id(), award.userId(), name, returned, currency);
            case FORFEITED -> new Forfeited(award.id(), award.userId(), name, returned, currency, over.reason());
            default -> new Cancelled(award.id(), award.userId(), name, returned, currency, over.reason());
        };
    }

    static String money(Award award, long minor) {
        return new Money(minor, award.value().currency()).toDecimal();
    }
}
