package dev.coffer.bonus.offer;

import dev.coffer.bonus.rule.RuleReason;
import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.selection.SelectionJudge;
import dev.coffer.bonus.selection.SelectionReason;
import dev.coffer.bonus.selection.SelectionRule;
import java.util.List;

/** A reason why somebody does not get a bonus. @param words a sentence for players */
record WhyNot(Reason reason, String words) {

    /** What of the rule the choice does not meet. */
    static List<WhyNot> of(SelectionRule rule, List<Selection> chosen) {
        return SelectionJudge.unmet(rule, chosen).stream()
                .map(unmet -> new WhyNot(Reason.of(unmet.reason()), unmet.words()))
                .toList();
    }

    /** The reasons; those of rules by the same names as {@link RuleReason} and {@link SelectionReason}. */
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
        SELECTION_COUNT,
        SELECTION_VALUE,
        SELECTION_CATEGORY,
        SELECTION_CATEGORIES,
        SELECTION_REPEATED,
        SELECTION_TOTAL,
        DEVICE,
        PAYMENT_METHOD,
        HOUSEHOLD,
        NOTHING_DUE,
        SOLD_OUT,
        BUDGET_SPENT;

        static Reason of(SelectionReason reason) {
            return valueOf(reason.name());
        }

        static Reason of(RuleReason reason) {
            return valueOf(reason.name());
        }
    }
}
