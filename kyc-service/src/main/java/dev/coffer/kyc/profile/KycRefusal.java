package dev.coffer.kyc.profile;

import dev.coffer.core.errors.RefusalCode;
import org.jspecify.annotations.Nullable;

/** Why a profile is not changed. Nothing was changed. */
enum KycRefusal implements RefusalCode {
    KYC_NOTHING_IN_REVIEW(
            "Nothing of this user is in review: nothing was asked for, something is missing, or it is decided."),
    KYC_NOT_BY_APPLICANT("Nobody reviews their own verification; ask a colleague."),
    KYC_REVIEW_UNDER_WAY("A verification is in review already; wait until it is decided."),
    KYC_REVIEW_CLAIMED("Another reviewer has this review; they release it, or somebody reassigns it."),
    KYC_REVIEW_NOT_CLAIMED("Claim the review first: only who has it decides it."),
    KYC_SECOND_PERSON_NEEDED("This tier needs two reviewers, and you have approved it already; ask a colleague."),
    KYC_REQUIREMENTS_MISSING("Not everything that the tier needs is there; the message says what is missing."),
    KYC_SCREENING_PENDING("The user is not screened yet by the sanctions lists in force; try again in a moment."),
    KYC_MATCH_OPEN("The user is like somebody on a sanctions list; decide the matches first, with resolveMatch."),
    KYC_MATCH_CONFIRMED("A reviewer has said that the user is somebody on a sanctions list; no tier is granted."),
    KYC_TIER_NOT_HIGHER("The tier asked for is not above the present one; ask for a higher one."),
    KYC_DATA_VERIFIED("The personal data is verified or in review and cannot be changed; ask support."),
    KYC_TOO_YOUNG("The user is younger than the rules of the country of residence allow."),
    KYC_COUNTRY_NOT_SERVED("Nobody who lives in this country is taken."),
    KYC_SUSPENDED("The profile is suspended; nothing is verified until staff restore it."),
    KYC_NOT_SUSPENDED("The profile is not suspended."),
    KYC_PROFILE_CLOSED("The account is closed: nothing is verified, suspended or noted any more.");

    private final String meaning;

    KycRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    /** Why nothing of this profile is verified; null where something may be. */
    static @Nullable KycRefusal stopping(KycProfile profile) {
        return switch (profile) {
            case KycProfile.Suspended suspended -> KYC_SUSPENDED;
            case KycProfile.Closed closed -> KYC_PROFILE_CLOSED;
            case KycProfile.Live live -> null;
        };
    }
}
