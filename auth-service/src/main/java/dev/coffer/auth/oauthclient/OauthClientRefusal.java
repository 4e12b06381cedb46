package dev.coffer.auth.oauthclient;

import dev.coffer.core.errors.RefusalCode;

/** Why an application is not registered or changed. */
public enum OauthClientRefusal implements RefusalCode {
    OAUTH_CLIENT_NOT_IN_PERSON(
            "Applications are registered and changed by somebody who has signed in: not with a key, with a token that is limited to"
                    + " scopes, or on behalf of another."),
    OAUTH_CLIENT_WITHOUT_SECRET("The application is public: it has no secret, and proves itself by PKCE."),
    OAUTH_CLIENT_KIND_FIXED(
            "Whether an application is public does not change; register another one and delete this one."),
    OAUTH_CLIENT_BEYOND_OWN_ROLES(
            "The application's roles, or those it has already, may do more than the caller: nobody deals in permissions they"
                    + " lack.");

    private final String meaning;

    OauthClientRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
