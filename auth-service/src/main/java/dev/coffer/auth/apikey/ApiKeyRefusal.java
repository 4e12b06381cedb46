package dev.coffer.auth.apikey;

import dev.coffer.core.errors.RefusalCode;

/** Why no API key or service account is made, or a key not revoked. */
enum ApiKeyRefusal implements RefusalCode {
    NOT_IN_PERSON(
            "API keys and service accounts are made by somebody who has signed in: not with a key, with a token that is limited to"
                    + " scopes, or on behalf of another."),
    NOT_A_SERVICE_ACCOUNT("Nobody makes API keys for another person; they make their own."),
    API_KEY_NAME_TAKEN("The account has an API key of this name; revoke that one or choose another name."),
    TOO_MANY_API_KEYS("The account has as many API keys as one may have; revoke one first."),
    API_KEY_REVOKED("There is no such API key, or it is revoked already."),
    SERVICE_ACCOUNT_NAME_TAKEN("The tenant has a service account of this name.");

    private final String meaning;

    ApiKeyRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
