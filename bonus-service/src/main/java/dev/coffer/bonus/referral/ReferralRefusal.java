package dev.coffer.bonus.referral;

import dev.coffer.core.errors.RefusalCode;

/** Why somebody does not count as brought along. Nothing was changed. */
enum ReferralRefusal implements RefusalCode {
    REFERRAL_CODE_UNKNOWN("Nobody has the referral code."),
    REFERRAL_OF_OWN("The code is the user's own, or that of somebody who uses the same device."),
    REFERRAL_CYCLIC("Who has the code registered later than the user, so they cannot have brought the user along."),
    REFERRAL_TOO_LATE("A code counts in the first days after the registration and before the first deposit."),
    REFERRAL_ALREADY_ENTERED("The user was brought along by somebody else already."),
    REFERRAL_LIMIT_REACHED("Who has the code has brought along as many as one may.");

    private final String meaning;

    ReferralRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
