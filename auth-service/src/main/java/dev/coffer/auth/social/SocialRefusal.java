package dev.coffer.auth.social;

import dev.coffer.core.errors.RefusalCode;

/** Why nobody is signed in with an account elsewhere, or none is linked. */
public enum SocialRefusal implements RefusalCode {
    SOCIAL_PROVIDER_UNKNOWN("The tenant does not have this provider; `socialProviders` lists those it has."),
    SOCIAL_REDIRECT_NOT_ALLOWED("People may not be sent back there; the tenant's settings list where to."),
    SOCIAL_SIGN_IN_EXPIRED(
            "This was not begun by this client, took longer than ten minutes, or was completed before. Begin"
                    + " again."),
    SOCIAL_PROVIDER_REFUSED("The provider does not take the code, or what it says does not hold. Begin again."),
    SOCIAL_EMAIL_NOT_VERIFIED(
            "The provider account belongs to no user, and the provider vouches for no e-mail address that"
                    + " one could be registered with. Register in another way, and link the account then."),
    SOCIAL_ACCOUNT_EXISTS(
            "A user has the e-mail address of the provider account. Sign in as that user and link the account"
                    + " to it; it is never linked by the address alone."),
    SOCIAL_ACCOUNT_TAKEN("The provider account is linked to another user."),
    SOCIAL_ALREADY_LINKED("Another account of this provider is linked already; unlink it first."),
    SOCIAL_NOT_LINKED("No account of this provider is linked."),
    SOCIAL_PASSWORD_NEEDED(
            "The user's password was taken out of use for their protection: set another one by a reset" + " first.");

    private final String meaning;

    SocialRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
