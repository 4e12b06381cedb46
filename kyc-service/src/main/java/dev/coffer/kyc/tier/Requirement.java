package dev.coffer.kyc.tier;

/** What must be known of somebody before a tier is granted. */
public enum Requirement {
    PERSONAL_DATA("Your name, birth date and country are not there yet; send them with submitPersonalData."),
    IDENTITY_DOCUMENT("An identity document has not been seen yet."),
    SELFIE("A photo of your face has not been compared with your document yet."),
    PROOF_OF_ADDRESS("A proof of your address, at most 90 days old, has not been seen yet."),
    SOURCE_OF_FUNDS("A proof of where your money comes from has not been seen yet."),
    COMPANY_PAPERS("The papers of your company and of its beneficial owners have not been seen yet.");

    private final String missing;

    Requirement(String missing) {
        this.missing = missing;
    }

    /** What to tell the applicant while it is not met. */
    public String missing() {
        return missing;
    }

    /** Whether the applicant gives it before a review begins; the rest is seen by a reviewer. */
    public boolean isGivenByApplicant() {
        return this == PERSONAL_DATA;
    }
}
