package dev.coffer.auth.oauth;

import dev.coffer.auth.browser.BrowserSession;
import dev.coffer.auth.browser.TenantSecret;
import dev.coffer.auth.session.RefreshFamily;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AbstractOAuth2Token;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * How an authorization is stored. The text of a code or token is not: what is read has its digest after a mark that no token begins
 * with, or the text that was just presented.
 */
final class MongoGrantForm {

    /** Attributes that live in memory only. */
    static final String VERSION = "coffer.version";

    static final String FAMILY = "coffer.family";
    static final String NEXT_FAMILY = "coffer.family.next";

    private static final String MARK = "#";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String USED = "used";
    private static final List<String> KEPT_PARAMETERS = List.of("code_challenge", "code_challenge_method", "nonce");

    private MongoGrantForm() {}

    /** A text that was presented, and has the digest that is stored. */
    record Presented(Class<? extends OAuth2Token> type, String text, Map<String, Object> claims, boolean isNewest) {

        static Presented of(Class<? extends OAuth2Token> type, String text) {
            return new Presented(type, text, Map.of(), true);
        }
    }

    static boolean isMarked(String text) {
        return text.startsWith(MARK);
    }

    static Document write(OAuth2Authorization grant, long version, Instant forgetAt) {
        Document document = new Document("_id", grant.getId())
                .append(MongoGrants.CLIENT_ID, grant.getRegisteredClientId())
                .append("grant", grant.getAuthorizationGrantType().getValue())
                .append("scopes", List.copyOf(grant.getAuthorizedScopes()))
                .append(MongoGrants.VERSION, version)
                .append(MongoGrants.FORGET_AT, Date.from(forgetAt));
        if (grant.getAttribute(Principal.class.getName()) instanceof SignedInUser user) {
            writeUser(document, user.session());
        }
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (request != null) {
            document.append("request", writeRequest(request));
        }
        String state = grant.getAttribute(OAuth2ParameterNames.STATE);
        if (state != null) {
            document.append(MongoGrants.STATE, digest(state));
        }
        Set<String> asked = grant.getAttribute(OAuth2ParameterNames.SCOPE);
        if (asked != null) {
            document.append("asked", List.copyOf(asked));
        }
        writeSecret(document, MongoGrants.CODE, grant.getToken(OAuth2AuthorizationCode.class));
        writeSecret(document, MongoGrants.DEVICE_CODE, grant.getToken(OAuth2DeviceCode.class));
        writeSecret(document, MongoGrants.USER_CODE, grant.getToken(OAuth2UserCode.class));
        OAuth2Authorization.Token<OAuth2AccessToken> access = grant.getAccessToken();
        if (access != null) {
            document.append(MongoGrants.ISSUED_AT, date(access.getToken().getIssuedAt()));
        }
        return document;
    }

    private static void writeUser(Document document, BrowserSession session) {
        document.append(MongoGrants.USER_ID, session.userId())
                .append(MongoGrants.SESSION_ID, session.sessionId())
                .append("strength", session.authentication().strength().name())
                .append("authenticatedAt", Date.from(session.authentication().at()));
    }

    private static Document writeRequest(OAuth2AuthorizationRequest request) {
        Document parameters = new Document();
        for (String name : KEPT_PARAMETERS) {
            if (request.getAdditionalParameters().get(name) instanceof String text) {
                parameters.append(name, text);
            }
        }
        return new Document("uri", request.getAuthorizationUri())
                .append("redirectUri", request.getRedirectUri())
                .append("scopes", List.copyOf(request.getScopes()))
                .append("state", request.getState())
                .append("parameters", parameters);
    }

    private static void writeSecret(
            Document document, String field, OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        if (token != null) {
            String text = token.getToken().getTokenValue();
            document.append(
                    field,
                    new Document(MongoGrants.DIGEST, isMarked(text) ? text.substring(MARK.length()) : digest(text))
                            .append(MongoGrants.ISSUED_AT, date(token.getToken().getIssuedAt()))
                            .append(EXPIRES_AT, date(token.getToken().getExpiresAt()))
                            .append(USED, token.isInvalidated()));
        }
    }

    static void writeFamily(Document document, RefreshFamily family) {
        document.append(
                MongoGrants.REFRESH,
                new Document("generation", family.generation())
                        .append("current", new Binary(family.current()))
                        .append("previous", new Binary(family.previous()))
                        .append("startedAt", Date.from(family.startedAt()))
                        .append("rotatedAt", Date.from(family.rotatedAt())));
    }

    static @Nullable RefreshFamily readFamily(Document document) {
        Document refresh = document.get(MongoGrants.REFRESH, Document.class);
        return refresh == null
                ? null
                : new RefreshFamily(
                        document.getString("_id"),
                        document.getString(MongoGrants.TENANT_ID),
                        document.getString(MongoGrants.USER_ID),
                        Objects.requireNonNull(refresh.getLong("generation")),
                        bytes(refresh, "current"),
                        bytes(refresh, "previous"),
                        instant(refresh, "startedAt"),
                        instant(refresh, "rotatedAt"),
                        readUser(document).authentication());
    }

    static OAuth2Authorization read(Document document, RegisteredClient client, @Nullable Presented presented) {
        String userId = document.getString(MongoGrants.USER_ID);
        OAuth2Authorization.Builder grant = OAuth2Authorization.withRegisteredClient(client)
                .id(document.getString("_id"))
                .principalName(userId == null ? client.getClientId() : userId)
                .authorizationGrantType(new AuthorizationGrantType(document.getString("grant")))
                .authorizedScopes(texts(document, "scopes"))
                .attribute(VERSION, Objects.requireNonNull(document.getLong(MongoGrants.VERSION)));
        if (userId != null) {
            grant.attribute(Principal.class.getName(), new SignedInUser(readUser(document)));
        }
        Document request = document.get("request", Document.class);
        if (request != null) {
            grant.attribute(OAuth2AuthorizationRequest.class.getName(), readRequest(request, client));
        }
        if (document.containsKey("asked")) {
            grant.attribute(OAuth2ParameterNames.SCOPE, texts(document, "asked"));
        }
        readSecret(grant, document, MongoGrants.CODE, presented, OAuth2AuthorizationCode.class);
        readSecret(grant, document, MongoGrants.DEVICE_CODE, presented, OAuth2DeviceCode.class);
        readSecret(grant, document, MongoGrants.USER_CODE, presented, OAuth2UserCode.class);
        readTokens(grant, document, presented);
        return grant.build();
    }

    private static void readTokens(
            OAuth2Authorization.Builder grant, Document document, @Nullable Presented presented) {
        Date issuedAt = document.getDate(MongoGrants.ISSUED_AT);
        if (issuedAt != null) {
            Instant issued = issuedAt.toInstant();
            OAuth2AccessToken access = new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER,
                    text(presented, OAuth2AccessToken.class, "access"),
                    issued,
                    issued.plus(AccessTokens.LIFE),
                    texts(document, "scopes"));
            grant.token(
                    access,
                    metadata -> metadata.put(
                            OAuth2Authorization.Token.CLAIMS_METADATA_NAME,
                            presented == null ? Map.of() : presented.claims()));
        }
        RefreshFamily family = readFamily(document);
        if (family != null) {
            boolean isOld = presented != null && !presented.isNewest();
            grant.attribute(FAMILY, family);
            grant.token(
                    new OAuth2RefreshToken(text(presented, OAuth2RefreshToken.class, "refresh"), family.rotatedAt()),
                    metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, isOld));
        }
    }

    private static void readSecret(
            OAuth2Authorization.Builder grant,
            Document document,
            String field,
            @Nullable Presented presented,
            Class<? extends AbstractOAuth2Token> type) {
        Document secret = document.get(field, Document.class);
        if (secret != null) {
            String text = text(presented, type, secret.getString(MongoGrants.DIGEST));
            Instant issued = instant(secret, MongoGrants.ISSUED_AT);
            Instant expires = instant(secret, EXPIRES_AT);
            OAuth2Token token;
            if (type == OAuth2AuthorizationCode.class) {
                token = new OAuth2AuthorizationCode(text, issued, expires);
            } else if (type == OAuth2DeviceCode.class) {
                token = new OAuth2DeviceCode(text, issued, expires);
            } else {
                token = new OAuth2UserCode(text, issued, expires);
            }
            boolean isUsed = Boolean.TRUE.equals(secret.getBoolean(USED));
            grant.token(token, metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, isUsed));
        }
    }

    private static String text(@Nullable Presented presented, Class<? extends OAuth2Token> type, String otherwise) {
        return presented != null && presented.type() == type ? presented.text() : MARK + otherwise;
    }

    private static OAuth2AuthorizationRequest readRequest(Document request, RegisteredClient client) {
        Document parameters = request.get("parameters", new Document());
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(request.getString("uri"))
                .clientId(client.getClientId())
                .redirectUri(request.getString("redirectUri"))
                .scopes(texts(request, "scopes"))
                .state(request.getString("state"))
                .additionalParameters(new HashMap<>(parameters))
                .build();
    }

    private static BrowserSession readUser(Document document) {
        return new BrowserSession(
                document.getString(MongoGrants.TENANT_ID),
                document.getString(MongoGrants.USER_ID),
                document.getString(MongoGrants.SESSION_ID),
                new Authentication(
                        Strength.valueOf(document.getString("strength")), instant(document, "authenticatedAt")));
    }

    private static String digest(String text) {
        return TenantSecret.digest(text);
    }

    private static Set<String> texts(Document document, String field) {
        return new HashSet<>(document.getList(field, String.class, List.of()));
    }

    private static Date date(@Nullable Instant instant) {
        return Date.from(Objects.requireNonNull(instant));
    }

    private static byte[] bytes(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Binary.class), field).getData();
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }
}
