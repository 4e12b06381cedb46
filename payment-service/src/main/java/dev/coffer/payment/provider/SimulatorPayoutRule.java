package dev.coffer.payment.provider;

import dev.coffer.core.money.Money;

/** What the simulator does with a payout, by the last two digits of its amount in minor units. */
enum SimulatorPayoutRule {
    /** Every other amount: 10.00. */
    PAY,
    /** 10.13: refused. */
    REFUSE,
    /** 10.14: the destination is unknown. */
    UNKNOWN_DESTINATION,
    /** 10.57: paid, but the first answer is lost; whoever asks again learns it. */
    PAY_AND_LOSE_FIRST_ANSWER,
    /** 10.58: refused, and the first answer is lost. */
    REFUSE_AND_LOSE_FIRST_ANSWER,
    /** 10.59: paid, and no answer ever comes. */
    PAY_AND_LOSE_EVERY_ANSWER,
    /** 10.61: accepted, and paid a little later; a webhook says so. */
    ACCEPT_THEN_PAY,
    /** 10.62: accepted, and refused a little later; a webhook says so. */
    ACCEPT_THEN_REFUSE,
    /** 10.63: paid, and a webhook says so twice. */
    PAY_AND_TELL_TWICE;

    private static final int LAST_DIGITS = 100;

    static SimulatorPayoutRule of(Money amount) {
        return switch ((int) (amount.minor() % LAST_DIGITS)) {
            case 13 -> REFUSE;
            case 14 -> UNKNOWN_DESTINATION;
            case 57 -> PAY_AND_LOSE_FIRST_ANSWER;
            case 58 -> REFUSE_AND_LOSE_FIRST_ANSWER;
            case 59 -> PAY_AND_LOSE_EVERY_ANSWER;
            case 61 -> ACCEPT_THEN_PAY;
            case 62 -> ACCEPT_THEN_REFUSE;
            case 63 -> PAY_AND_TELL_TWICE;
            default -> PAY;
        };
    }

    /** @param asked how often, this time included */
    boolean losesAnswer(int asked) {
        return switch (this) {
            case PAY_AND_LOSE_FIRST_ANSWER, REFUSE_AND_LOSE_FIRST_ANSWER -> asked == 1;
            case PAY_AND_LOSE_EVERY_ANSWER -> true;
            case PAY, REFUSE, UNKNOWN_DESTINATION, ACCEPT_THEN_PAY, ACCEPT_THEN_REFUSE, PAY_AND_TELL_TWICE -> false;
        };
    }

    boolean isLate() {
        return this == ACCEPT_THEN_PAY || this == ACCEPT_THEN_REFUSE;
    }

    /** How often a webhook tells the outcome. */
    int webhooks() {
        return switch (this) {
            case ACCEPT_THEN_PAY, ACCEPT_THEN_REFUSE -> 1;
            case PAY_AND_TELL_TWICE -> 2;
            default -> 0;
        };
    }

    boolean isPaid() {
        return switch (this) {
            case PAY, PAY_AND_LOSE_FIRST_ANSWER, PAY_AND_LOSE_EVERY_ANSWER, ACCEPT_THEN_PAY, PAY_AND_TELL_TWICE -> true;
            case REFUSE, REFUSE_AND_LOSE_FIRST_ANSWER, UNKNOWN_DESTINATION, ACCEPT_THEN_REFUSE -> false;
        };
    }

    PayoutResult outcome(String reference) {
        if (isPaid()) {
            return new PayoutResult.Paid(reference);
        }
        return new PayoutResult.Refused(
                this == UNKNOWN_DESTINATION ? PayoutRefusal.PAYOUT_DESTINATION_INVALID : PayoutRefusal.PAYOUT_REFUSED);
    }
}
