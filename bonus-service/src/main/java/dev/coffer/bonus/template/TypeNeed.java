package dev.coffer.bonus.template;

/** What a template of a type must have beside what every template has. */
enum TypeNeed {
    /** {@code schedule.until}. */
    END,
    /** An end at most 72 hours after its beginning. */
    SHORT,
    /** {@code limits.perUser} of 1. */
    ONCE_PER_USER,
    /** A cool-down of at least 20 hours. */
    DAILY_COOL_DOWN,
    /** A cool-down of at least 300 days, or once per user. */
    YEARLY_COOL_DOWN,
    /** {@code idleForDays} in the eligibility rule. */
    IDLE_RULE,
    /** {@code segmentIn}, {@code depositedAtLeast} or {@code kycTierAtLeast} in the eligibility rule. */
    STANDING_RULE,
    /** A promo code, and the trigger PROMO_CODE. */
    CODE,
    /** A value in a currency of points, with nothing to be wagered. */
    POINTS,
    /** A percentage of at most 100. */
    AT_MOST_WHOLE,
    /** Something to be wagered: it is given for nothing. */
    GUARDED,
    /** What has to be chosen, where a bet or a purchase brings it about. */
    CHOICE
}
