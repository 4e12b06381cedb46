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
    PAY_AND_LOSE_EVERY_ANSWER;

    private static final int LAST_DIGITS = 100;

    static SimulatorPayoutRule of(Money amount) {
        return switch ((int) (amount.minor() % LAST_DIGITS)) {
            case 13 -> REFUSE;
            case 14 -> UNKNOWN_DESTINATION;
            case 57 -> PAY_AND_LOSE_FIRST_ANSWER;
            case 58 -> REFUSE_AND_LOSE_FIRST_ANSWER;
            case 59 -> PAY_AND_LOSE_EVERY_ANSWER;
            default -> PAY;
        };
    }

    /** @param asked how often, this time included */
    boolean losesAnswer(int asked) {
        return switch (this) {
            case PAY_AND_LOSE_FIRST_ANSWER, REFUSE_AND_LOSE_FIRST_ANSWER -> asked == 1;
            case PAY_AND_LOSE_EVERY_ANSWER -> true;
            case PAY, REFUSE, UNKNOWN_DESTINATION -> false;
        };
    }

    boolean isPaid() {
        return switch (this) {
            case PAY, PAY_AND_LOSE_FIRST_ANSWER, PAY_AND_LOSE_EVERY_ANSWER -> true;
            case REFUSE, REFUSE_AND_LOSE_FIRST_ANSWER, UNKNOWN_DESTINATION -> false;
        };
    }

    PayoutResult outcome(String reference) {
        return switch (this) {
            case PAY, PAY_AND_LOSE_FIRST_ANSWER, PAY_AND_LOSE_EVERY_ANSWER -> new PayoutResult.Paid(reference);
            case REFUSE, REFUSE_AND_LOSE_FIRST_ANSWER -> new PayoutResult.Refused(PayoutRefusal.PAYOUT_REFUSED);
            case UNKNOWN_DESTINATION -> new PayoutResult.Refused(PayoutRefusal.PAYOUT_DESTINATION_INVALID);
        };
    }
}
