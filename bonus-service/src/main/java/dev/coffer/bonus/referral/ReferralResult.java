package dev.coffer.bonus.referral;

/** What became of a code that was entered. */
sealed interface ReferralResult {

    record Entered(Referral referral) implements ReferralResult {}

    record Refused(ReferralRefusal code) implements ReferralResult {}
}
