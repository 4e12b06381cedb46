package dev.coffer.auth.oauthclient;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.permission.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an administrator says of an application, checked.
 *
 * @param name 1 to 80 characters, shown to users who are asked for consent
 */
record ClientDraft(
        String name,
        boolean isPublic,
        Set<OauthGrant> grants,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        Set<String> scopes,
        Set<String> roles) {

    /** Those that say who a user is, and permit nothing. */
    static final Set<String> IDENTITY_SCOPES = Set.of("openid", "profile", "email", "phone", "offline_access");

    private static final int MAX_NAME = 80;
    private static final int MAX_REDIRECTS = 20;
    private static final int MAX_SCOPES = 50;
    private static final int MAX_ROLES = 20;
    private static final String ANY = "*";

    /** @throws CodedException INVALID_INPUT with every problem */
    static ClientDraft parse(
            String name,
            boolean isPublic,
            List<OauthGrant> grants,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            List<String> scopes,
            List<String> roles) {
        FieldChecks checks = new FieldChecks();
        String readName = checks.read("input.name", () -> name(name));
        List<String> readUris = checks.read(
                "input.redirectUris", () -> redirects(redirectUris, grants.contains(OauthGrant.AUTHORIZATION_CODE)));
        List<String> readEnds = checks.read(
                "input.postLogoutRedirectUris",
                () -> ends(postLogoutRedirectUris, grants.contains(OauthGrant.AUTHORIZATION_CODE)));
        Set<String> readScopes = checks.read("input.scopes", () -> scopes(scopes));
        Set<OauthGrant> readGrants = checks.read("input.grants", () -> grants(grants, isPublic));
        Set<String> readRoles =
                checks.read("input.roles", () -> roles(roles, grants.contains(OauthGrant.CLIENT_CREDENTIALS)));
        checks.require();
        return new ClientDraft(
                Objects.requireNonNull(readName),
                isPublic,
                Objects.requireNonNull(readGrants),
                Objects.requireNonNull(readUris),
                Objects.requireNonNull(readEnds),
                Objects.requireNonNull(readScopes),
                Objects.requireNonNull(readRoles));
    }

    private static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name has 1 to " + MAX_NAME + " characters, none of them a control.");
        }
        return name;
    }

    private static Set<OauthGrant> grants(List<OauthGrant> typed, boolean isPublic) {
        Set<OauthGrant> grants = new LinkedHashSet<>(typed);
        boolean isForUsers = grants.contains(OauthGrant.AUTHORIZATION_CODE) || grants.contains(OauthGrant.DEVICE_CODE);
        if (grants.isEmpty()) {
            throw new IllegalArgumentException("Name at least one grant.");
        }
        if (isPublic && grants.contains(OauthGrant.CLIENT_CREDENTIALS)) {
            throw new IllegalArgumentException("A public client has no secret to get tokens for itself with.");
        }
        if (grants.contains(OauthGrant.REFRESH_TOKEN) && !isForUsers) {
            throw new IllegalArgumentException("REFRESH_TOKEN goes with AUTHORIZATION_CODE or DEVICE_CODE.");
        }
        return grants;
    }

    private static List<String> redirects(List<String> typed, boolean isNeeded) {
        if (isNeeded == typed.isEmpty() || typed.size() > MAX_REDIRECTS) {
            throw new IllegalArgumentException(
                    "AUTHORIZATION_CODE needs 1 to " + MAX_REDIRECTS + " redirect URIs, and nothing else has any.");
        }
        return typed.stream().map(RedirectUri::parse).distinct().toList();
    }

    private static List<String> ends(List<String> typed, boolean isForBrowsers) {
        if (!typed.isEmpty() && !isForBrowsers || typed.size() > MAX_REDIRECTS) {
            throw new IllegalArgumentException("Where users are sent after a logout, at most " + MAX_REDIRECTS
                    + ", goes with AUTHORIZATION_CODE.");
        }
        return typed.stream().map(RedirectUri::parse).distinct().toList();
    }

    private static Set<String> scopes(List<String> typed) {
        if (typed.size() > MAX_SCOPES) {
            throw new IllegalArgumentException("A client has at most " + MAX_SCOPES + " scopes.");
        }
        Set<String> scopes = new LinkedHashSet<>();
        typed.forEach(scope -> scopes.add(scope(scope)));
        return scopes;
    }

    private static String scope(String typed) {
        Scope scope = Scope.find(typed);
        if (scope == null && !IDENTITY_SCOPES.contains(typed)) {
            throw new IllegalArgumentException("'" + typed + "' is neither one of openid, profile, email, phone and"
                    + " offline_access nor a scope such as wallet:read.");
        }
        if (scope != null && scope.urn().resource().equals(ANY)) {
            throw new IllegalArgumentException(
                    "'" + typed + "' must name a resource: an application gets what it needs.");
        }
        return typed;
    }

    private static Set<String> roles(List<String> typed, boolean isForItself) {
        if (!typed.isEmpty() && !isForItself || typed.size() > MAX_ROLES) {
            throw new IllegalArgumentException(
                    "Roles, at most " + MAX_ROLES + ", go with CLIENT_CREDENTIALS: users have roles of their own.");
        }
        return new LinkedHashSet<>(typed);
    }
}
