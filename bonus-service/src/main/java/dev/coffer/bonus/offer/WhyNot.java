package dev.coffer.bonus.offer;

import dev.coffer.bonus.rule.RuleReason;

/** A reason why somebody does not get a bonus. @param words a sentence for players */
record WhyNot(Reason reason, String words) {

    /** The reasons; those of rules by the same names as {@link RuleReason}. */
    enum Reason {
        NOT_TRIGGERED,
        NOT_YET,
        OVER,
        OTHER_CURRENCY,
        COUNTRY,
        KYC_TIER,
        SEGMENT,
        DEPOSIT_COUNT,
        DEPOSITED,
        AMOUNT,
        ACCOUNT_AGE,
        NOT_IDLE,
        TIME,
        EXCLUDED,
        NO_ALTERNATIVE,
        PER_USER,
        COOL_DOWN,
        STREAK,
        STACKING,
        DEVICE,
        NOTHING_DUE,
        SOLD_OUT,
        BUDGET_SPENT;

        static Reason of(RuleReason reason) {
            return valueOf(reason.name());
        }
    }
}
