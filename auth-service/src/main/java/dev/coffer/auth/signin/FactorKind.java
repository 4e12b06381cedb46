package dev.coffer.auth.signin;

/** What a second step can be taken with: the GraphQL enum {@code FactorKind}. */
public enum FactorKind {
    /** A code of an authenticator app. */
    TOTP,
    /** One of the codes that the user was given to keep. */
    RECOVERY_CODE,
    /** A code that is sent to the user's e-mail address. */
    EMAIL_CODE,
    /** An answer of an authenticator that holds one of the user's passkeys. */
    PASSKEY,
    /** The password once more, to step up by users who have no second factor; never a second step. */
    PASSWORD
}
