package dev.coffer.kyc.profile;

import dev.coffer.core.errors.RefusalCode;

/** Why a verification is not started, or not decided. Nothing was changed. */
enum KycRefusal implements RefusalCode {
    KYC_NOTHING_IN_REVIEW("The user has asked for no higher tier, or it is decided already."),
    KYC_NOT_BY_APPLICANT("Nobody decides their own verification; ask a colleague."),
    KYC_REVIEW_UNDER_WAY("A verification is in review already; wait until it is decided."),
    KYC_TIER_NOT_HIGHER("The tier asked for is not above the present one; ask for a higher one.");

    private final String meaning;

    KycRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
