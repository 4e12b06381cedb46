package dev.coffer.bonus.template;

import static dev.coffer.bonus.template.Trigger.BET;
import static dev.coffer.bonus.template.Trigger.CHECK_IN;
import static dev.coffer.bonus.template.Trigger.CLAIM;
import static dev.coffer.bonus.template.Trigger.DEPOSIT;
import static dev.coffer.bonus.template.Trigger.IDLE;
import static dev.coffer.bonus.template.Trigger.KYC_TIER;
import static dev.coffer.bonus.template.Trigger.LOSSES;
import static dev.coffer.bonus.template.Trigger.LOYALTY_TIER;
import static dev.coffer.bonus.template.Trigger.OPERATOR;
import static dev.coffer.bonus.template.Trigger.PLAY;
import static dev.coffer.bonus.template.Trigger.PURCHASE;
import static dev.coffer.bonus.template.Trigger.RANK;
import static dev.coffer.bonus.template.Trigger.REFERRER;
import static dev.coffer.bonus.template.Trigger.REGISTRATION;
import static dev.coffer.bonus.template.Trigger.SCHEDULE;
import static dev.coffer.bonus.template.Trigger.STAKES;
import static dev.coffer.bonus.template.TypeNeed.AT_MOST_WHOLE;
import static dev.coffer.bonus.template.TypeNeed.CHOICE;
import static dev.coffer.bonus.template.TypeNeed.CODE;
import static dev.coffer.bonus.template.TypeNeed.DAILY_COOL_DOWN;
import static dev.coffer.bonus.template.TypeNeed.END;
import static dev.coffer.bonus.template.TypeNeed.GUARDED;
import static dev.coffer.bonus.template.TypeNeed.IDLE_RULE;
import static dev.coffer.bonus.template.TypeNeed.ONCE_PER_USER;
import static dev.coffer.bonus.template.TypeNeed.SHORT;
import static dev.coffer.bonus.template.TypeNeed.STANDING_RULE;
import static dev.coffer.bonus.template.TypeNeed.YEARLY_COOL_DOWN;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The catalogue: each type is a mechanic, what may trigger it, and what a template of it must have. Nothing else knows types. */
public enum BonusType {
    WELCOME(Mechanic.GRANT, Set.of(REGISTRATION, KYC_TIER, CLAIM, OPERATOR), ONCE_PER_USER),
    FIRST_DEPOSIT(Mechanic.MATCH, Set.of(DEPOSIT), ONCE_PER_USER),
    FIRST_PURCHASE(Mechanic.MATCH, Set.of(PURCHASE), ONCE_PER_USER),
    FIRST_ACTION(Mechanic.GRANT, Set.of(DEPOSIT, PURCHASE, KYC_TIER, CLAIM, OPERATOR, PLAY), ONCE_PER_USER),
    RELOAD(Mechanic.MATCH, Set.of(DEPOSIT, Trigger.PROMO_CODE)),
    TOP_UP(Mechanic.MATCH, Set.of(DEPOSIT)),
    REFERRAL(Mechanic.REFERRAL, Set.of(OPERATOR, REFERRER)),
    REFEREE(Mechanic.REFERRAL, Set.of(REGISTRATION, DEPOSIT, OPERATOR, Trigger.REFEREE), ONCE_PER_USER),
    COMMISSION(Mechanic.REFERRAL, Set.of(OPERATOR, Trigger.COMMISSION), AT_MOST_WHOLE),
    ACTIVITY(Mechanic.LOYALTY, Set.of(PURCHASE, CLAIM, OPERATOR, PLAY)),
    MILESTONE(Mechanic.LOYALTY, Set.of(DEPOSIT, PURCHASE, KYC_TIER, OPERATOR, PLAY), ONCE_PER_USER),
    STREAK(Mechanic.RETENTION, Set.of(CLAIM, OPERATOR, CHECK_IN), DAILY_COOL_DOWN),
    WINBACK(Mechanic.RETENTION, Set.of(DEPOSIT, CLAIM, OPERATOR, IDLE), IDLE_RULE),
    CASHBACK(Mechanic.CASHBACK, Set.of(OPERATOR, LOSSES, STAKES), AT_MOST_WHOLE),
    CONSOLATION(Mechanic.CASHBACK, Set.of(OPERATOR, LOSSES), AT_MOST_WHOLE),
    FREE_CREDIT(Mechanic.GRANT, Set.of(REGISTRATION, Trigger.PROMO_CODE, CLAIM, OPERATOR), GUARDED),
    TRIAL(Mechanic.GRANT, Set.of(REGISTRATION, CLAIM, OPERATOR), ONCE_PER_USER, GUARDED),
    LOYALTY(Mechanic.LOYALTY, Set.of(DEPOSIT, PURCHASE, CLAIM, OPERATOR, PLAY, STAKES, Trigger.POINTS)),
    LOYALTY_POINTS(Mechanic.LOYALTY, Set.of(REGISTRATION, CLAIM, OPERATOR), TypeNeed.POINTS),
    VIP(Mechanic.MATCH, Set.of(DEPOSIT, CLAIM, OPERATOR), STANDING_RULE),
    TIER_UPGRADE(Mechanic.LOYALTY, Set.of(KYC_TIER, OPERATOR, LOYALTY_TIER)),
    BIRTHDAY(Mechanic.GRANT, Set.of(CLAIM, OPERATOR, Trigger.BIRTHDAY), YEARLY_COOL_DOWN),
    ANNIVERSARY(Mechanic.GRANT, Set.of(CLAIM, OPERATOR, Trigger.ANNIVERSARY), YEARLY_COOL_DOWN),
    SEASONAL(Mechanic.RETENTION, Set.of(DEPOSIT, PURCHASE, CLAIM, OPERATOR, SCHEDULE), END),
    DAILY_LOGIN(Mechanic.RETENTION, Set.of(CLAIM, CHECK_IN), DAILY_COOL_DOWN),
    FLASH(Mechanic.MATCH, Set.of(DEPOSIT, Trigger.PROMO_CODE, CLAIM, SCHEDULE), END, SHORT),
    ACHIEVEMENT(Mechanic.GRANT, Set.of(OPERATOR, PLAY), ONCE_PER_USER),
    TASK_COMPLETION(Mechanic.GRANT, Set.of(CLAIM, OPERATOR, PLAY)),
    CHALLENGE(Mechanic.COMPETITION, Set.of(OPERATOR, PLAY, RANK), END),
    TOURNAMENT(Mechanic.COMPETITION, Set.of(OPERATOR, RANK), END),
    LEADERBOARD(Mechanic.COMPETITION, Set.of(OPERATOR, RANK)),
    SELECTION(Mechanic.SELECTION, Set.of(PURCHASE, OPERATOR, BET), CHOICE),
    COMBO(Mechanic.SELECTION, Set.of(PURCHASE, OPERATOR, BET), CHOICE),
    BUNDLE(Mechanic.SELECTION, Set.of(PURCHASE, OPERATOR, BET), CHOICE),
    PROMO_CODE(Mechanic.GRANT, Set.of(Trigger.PROMO_CODE), CODE),
    SPECIAL_EVENT(Mechanic.RETENTION, Set.of(DEPOSIT, PURCHASE, Trigger.PROMO_CODE, CLAIM, OPERATOR, SCHEDULE), END),
    CUSTOM(Mechanic.MATCH, EnumSet.complementOf(EnumSet.of(RANK))),
    FREE_SPINS(Mechanic.GRANT, Set.of(REGISTRATION, DEPOSIT, Trigger.PROMO_CODE, CLAIM, OPERATOR)),
    NO_DEPOSIT(Mechanic.GRANT, Set.of(REGISTRATION, Trigger.PROMO_CODE, CLAIM, OPERATOR), ONCE_PER_USER, GUARDED);

    private final Mechanic mechanic;
    private final Set<Trigger> triggers;
    private final List<TypeNeed> needs;

    BonusType(Mechanic mechanic, Set<Trigger> triggers, TypeNeed... needs) {
        this.mechanic = mechanic;
        this.triggers = triggers;
        this.needs = List.of(needs);
    }

    Mechanic mechanic() {
        return mechanic;
    }

    /** In the order of {@link Trigger}. */
    List<Trigger> triggers() {
        return triggers.stream().sorted().toList();
    }

    List<TypeNeed> needs() {
        return needs;
    }
}
