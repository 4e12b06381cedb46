package dev.coffer.kyc.check;

/** Why a check has not passed. */
public enum CheckReason {
    DOCUMENT_FORGED("It seems not to be genuine."),
    DOCUMENT_UNREADABLE("It cannot be read; take a picture with more light, straight from above."),
    DOCUMENT_EXPIRED("It has run out."),
    NAME_MISMATCH("The name on it is not the one that you have given."),
    FACE_MISMATCH("The face is not the one on your document."),
    ADDRESS_MISMATCH("The address on it is not the one that you have given."),
    TOO_YOUNG("You are younger than the rules allow."),
    NOT_TOLD("The check has not succeeded."),
    PROVIDER_UNAVAILABLE("It could not be checked by machine; a person will look at it.");

    private final String sentence;

    CheckReason(String sentence) {
        this.sentence = sentence;
    }

    /** For the user. */
    String sentence() {
        return sentence;
    }
}
