package dev.coffer.auth.code;

/** What a one-time code is for. A code of one purpose counts for no other. */
public enum CodePurpose {
    /** To prove that a contact is the signed-in user's. */
    VERIFY_CONTACT(false),
    /** To set a new password without the present one. */
    RESET_PASSWORD(true),
    /** The second step of a sign-in. */
    SIGN_IN(false),
    /** To prove that a contact is the one of somebody who registers. */
    CONFIRM_REGISTRATION(true);

    private final boolean isForStrangers;

    CodePurpose(boolean isForStrangers) {
        this.isForStrangers = isForStrangers;
    }

    /** Whether somebody may ask for it who has proved nothing yet; then nothing may tell whether an account exists. */
    boolean isForStrangers() {
        return isForStrangers;
    }
}
