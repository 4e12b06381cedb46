package dev.coffer.auth.oauthclient;

/** A way for an application to get tokens: the GraphQL enum {@code OauthGrant}. */
public enum OauthGrant {
    /** A user signs in and consents in a browser, always with PKCE. */
    AUTHORIZATION_CODE,
    /** The application acts for itself. */
    CLIENT_CREDENTIALS,
    /** A user consents on another device than the one that asked. */
    DEVICE_CODE,
    /** What a user consented to goes on without them. */
    REFRESH_TOKEN
}
