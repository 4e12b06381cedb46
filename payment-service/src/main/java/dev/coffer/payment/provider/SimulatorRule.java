package dev.coffer.payment.provider;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/** What the simulator does with an amount, by its last two digits in minor units, as test cards do by their number. */
enum SimulatorRule {
    /** Every other amount: 10.00. */
    CAPTURE,
    /** 10.13: declined. */
    DECLINE,
    /** 10.14: the card has expired. */
    EXPIRED,
    /** 10.57: the money is taken but the first answer is lost; whoever asks again learns it. */
    CAPTURE_AND_LOSE_FIRST_ANSWER,
    /** 10.58: declined, and the first answer is lost. */
    DECLINE_AND_LOSE_FIRST_ANSWER,
    /** 10.59: the money is taken, and no answer ever comes. */
    CAPTURE_AND_LOSE_EVERY_ANSWER,
    /** 10.61: the payer has to confirm, and does so a little later; a webhook says that there is news. */
    CAPTURE_LATER,
    /** 10.62: the payer has to confirm, and does not; a webhook says that there is news, twice. */
    DECLINE_LATER;

    private static final int LAST_DIGITS = 100;

    static SimulatorRule of(Money amount) {
        return switch ((int) (amount.minor() % LAST_DIGITS)) {
            case 13 -> DECLINE;
            case 14 -> EXPIRED;
            case 57 -> CAPTURE_AND_LOSE_FIRST_ANSWER;
            case 58 -> DECLINE_AND_LOSE_FIRST_ANSWER;
            case 59 -> CAPTURE_AND_LOSE_EVERY_ANSWER;
            case 61 -> CAPTURE_LATER;
            case 62 -> DECLINE_LATER;
            default -> CAPTURE;
        };
    }

    /** @param asked how often, this time included */
    boolean losesAnswer(int asked) {
        return switch (this) {
            case CAPTURE_AND_LOSE_FIRST_ANSWER, DECLINE_AND_LOSE_FIRST_ANSWER -> asked == 1;
            case CAPTURE_AND_LOSE_EVERY_ANSWER -> true;
            case CAPTURE, DECLINE, EXPIRED, CAPTURE_LATER, DECLINE_LATER -> false;
        };
    }

    boolean isLate() {
        return this == CAPTURE_LATER || this == DECLINE_LATER;
    }

    /** @param method what the payer named; null for nothing */
    ChargeResult outcome(String reference, @Nullable PaymentMethod method) {
        return switch (this) {
            case CAPTURE, CAPTURE_AND_LOSE_FIRST_ANSWER, CAPTURE_AND_LOSE_EVERY_ANSWER, CAPTURE_LATER ->
                new ChargeResult.Captured(reference, method == null ? null : new Instrument(method.token()));
            case DECLINE, DECLINE_AND_LOSE_FIRST_ANSWER, DECLINE_LATER ->
                new ChargeResult.Declined(DeclineCode.PAYMENT_DECLINED);
            case EXPIRED -> new ChargeResult.Declined(DeclineCode.PAYMENT_METHOD_EXPIRED);
        };
    }
}
