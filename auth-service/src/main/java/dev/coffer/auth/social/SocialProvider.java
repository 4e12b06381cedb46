package dev.coffer.auth.social;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where people can have the account that they sign in with, and how each differs from the others: data, as their manuals have it. */
public enum SocialProvider {
    GOOGLE("Google", "https://accounts.google.com", null, List.of("openid", "email", "profile"), true, true),
    /** Its discovery names no token endpoint and is not well formed; it says of no address whether it was verified. */
    FACEBOOK(
            "Facebook",
            "https://www.facebook.com",
            new Endpoints(
                    URI.create("https://www.facebook.com/v23.0/dialog/oauth"),
                    URI.create("https://graph.facebook.com/v23.0/oauth/access_token"),
                    URI.create("https://www.facebook.com/.well-known/oauth/openid/jwks/")),
            List.of("openid", "email", "public_profile"),
            true,
            true),
    /** Answers by POST to the redirect URI where more than the user's id is asked for. */
    APPLE("Apple", "https://appleid.apple.com", null, List.of("openid", "email", "name"), true, true),
    /** Neither gives the nonce back nor knows PKCE: there the state and the client's secret alone bind the answer. */
    LINKEDIN("LinkedIn", "https://www.linkedin.com/oauth", null, List.of("openid", "email", "profile"), false, false),
    /** Any issuer: the settings say which. */
    OIDC("OpenID Connect", "", null, List.of("openid", "email", "profile"), true, true);

    private final String title;
    private final String issuer;
    private final @Nullable Endpoints endpoints;
    private final List<String> scopes;
    private final boolean givesNonceBack;
    private final boolean knowsPkce;

    /** Addresses that no discovery tells. */
    record Endpoints(URI authorization, URI token, URI keys) {}

    SocialProvider(
            String title,
            String issuer,
            @Nullable Endpoints endpoints,
            List<String> scopes,
            boolean givesNonceBack,
            boolean knowsPkce) {
        this.title = title;
        this.issuer = issuer;
        this.endpoints = endpoints;
        this.scopes = scopes;
        this.givesNonceBack = givesNonceBack;
        this.knowsPkce = knowsPkce;
    }

    String title() {
        return title;
    }

    String issuer() {
        return issuer;
    }

    @Nullable
    Endpoints endpoints() {
        return endpoints;
    }

    List<String> scopes() {
        return scopes;
    }

    boolean givesNonceBack() {
        return givesNonceBack;
    }

    boolean knowsPkce() {
        return knowsPkce;
    }

    boolean answersByPost() {
        return this == APPLE;
    }
}
