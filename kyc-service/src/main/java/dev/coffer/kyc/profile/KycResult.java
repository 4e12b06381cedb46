package dev.coffer.kyc.profile;

/** What became of a change of a profile. */
sealed interface KycResult {

    /** @param profile as it stands now */
    record Done(KycProfile profile) implements KycResult {}

    /** Nothing was changed. @param message for people */
    record Refused(KycRefusal code, String message) implements KycResult {}

    static KycResult refused(KycRefusal code) {
        return new Refused(code, code.meaning());
    }
}
