package dev.coffer.auth.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a provider who somebody is, by the authorization code flow of OpenID Connect. */
final class AskProvider {

    private static final Logger LOG = LoggerFactory.getLogger(AskProvider.class);
    private static final int CLOCK_SKEW_SECONDS = 60;
    /** Of a key that only the provider has: no shared secret, and never none at all. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);

    private final Discovery discovery;
    private final OutboundHttp http;
    private final SocialSecrets secrets;
    private final ProveClient proveClient;

    AskProvider(Discovery discovery, OutboundHttp http, SocialSecrets secrets, ProveClient proveClient) {
        this.discovery = discovery;
        this.http = http;
        this.secrets = secrets;
        this.proveClient = proveClient;
    }

    /**
     * What a provider sent somebody back with.
     *
     * @param issuer who says to have sent them, null where nobody does
     */
    record Answer(String state, String code, @Nullable String issuer) {

        @Override
        public String toString() {
            return "Answer[***]";
        }
    }

    /**
     * Where to send somebody.
     *
     * @throws CodedException UNAVAILABLE when the provider cannot be asked where that is
     */
    URI question(SocialClient client, String state, String redirectUri) {
        SocialProvider provider = client.provider();
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(provider.scopes().toArray(new String[0])),
                        new ClientID(client.clientId()),
                        URI.create(redirectUri))
                .endpointURI(discovery.of(client).authorization())
                .state(new State(state));
        if (provider.givesNonceBack()) {
            request.nonce(new Nonce(secrets.nonce(state)));
        }
        if (provider.knowsPkce()) {
            request.codeChallenge(new CodeVerifier(secrets.verifier(state)), CodeChallengeMethod.S256);
        }
        if (provider.answersByPost()) {
            request.responseMode(ResponseMode.FORM_POST);
        }
        return request.build().toURI();
    }

    /**
     * Exchanges the code for the provider's word on who it is.
     *
     * @return null where the provider does not take the code, or its word does not hold
     * @throws CodedException UNAVAILABLE when the provider cannot be asked
     */
    @Nullable
    Identity identify(SocialClient client, Answer answer, String redirectUri) {
        KnownIssuer issuer = discovery.of(client);
        boolean isAnother =
                answer.issuer() == null ? issuer.namesItself() : !issuer.name().equals(answer.issuer());
        if (isAnother) {
            return refused(client, "somebody else answered");
        }
        try {
            OIDCTokens tokens = exchange(client, issuer, answer, redirectUri);
            return tokens == null ? null : believe(client, issuer, tokens, answer.state());
        } catch (BadJOSEException | InvalidHashException | ParseException broken) {
            return refused(client, broken.toString());
        } catch (IOException | JOSEException away) {
            LOG.warn("The provider {} cannot be asked: {}", issuer.name(), away.toString());
            throw new CodedException(
                    CommonError.UNAVAILABLE,
                    "The provider cannot be reached at the moment. Begin again in a moment.",
                    null,
                    away);
        }
    }

    private @Nullable OIDCTokens exchange(SocialClient client, KnownIssuer issuer, Answer answer, String redirectUri)
            throws IOException, ParseException, JOSEException {
        CodeVerifier verifier =
                client.provider().knowsPkce() ? new CodeVerifier(secrets.verifier(answer.state())) : null;
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(answer.code()), URI.create(redirectUri), verifier);
        TokenRequest request =
                new TokenRequest.Builder(issuer.token(), proveClient.prove(client, issuer), grant).build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send(http));
        if (response instanceof OIDCTokenResponse told) {
            return told.getOIDCTokens();
        }
        refused(
                client,
                String.valueOf(response.toErrorResponse().getErrorObject().getCode()));
        return null;
    }

    private @Nullable Identity believe(SocialClient client, KnownIssuer issuer, OIDCTokens tokens, String state)
            throws BadJOSEException, JOSEException, InvalidHashException, IOException, ParseException {
        JWT idToken = tokens.getIDToken();
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(issuer.name()),
                new ClientID(client.clientId()),
                new JWSVerificationKeySelector<>(ALGORITHMS, issuer.keys()),
                null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        Nonce nonce = client.provider().givesNonceBack() ? new Nonce(secrets.nonce(state)) : null;
        IDTokenClaimsSet claims = validator.validate(idToken, nonce);
        if (!isForUs(claims, client)) {
            return refused(client, "the token was issued to another client");
        }
        AccessTokenHash hash = claims.getAccessTokenHash();
        if (hash != null) {
            AccessTokenValidator.validate(
                    tokens.getAccessToken(), (JWSAlgorithm) idToken.getHeader().getAlgorithm(), hash);
        }
        ClaimsSet more = claims;
        if (claims.getStringClaim("email") == null && issuer.userInfo() != null) {
            UserInfo info = userInfo(issuer.userInfo(), tokens);
            if (info == null || !claims.getSubject().equals(info.getSubject())) {
                return refused(client, "it tells of another user than it signs for");
            }
            more = info;
        }
        return new Identity(
                client.provider(),
                issuer.name(),
                claims.getSubject().getValue(),
                client.isEmailTrusted() && isEmailVerified(more) ? more.getStringClaim("email") : null,
                more.getStringClaim("name"));
    }

    /** Of several audiences the token says which one it was issued to; the SDK leaves that to us. */
    private static boolean isForUs(IDTokenClaimsSet claims, SocialClient client) {
        AuthorizedParty party = claims.getAuthorizedParty();
        return party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(client.clientId());
    }

    private @Nullable UserInfo userInfo(URI endpoint, OIDCTokens tokens) throws IOException, ParseException {
        UserInfoResponse response = UserInfoResponse.parse(new UserInfoRequest(endpoint, tokens.getAccessToken())
                .toHTTPRequest()
                .send(http));
        return response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
    }

    /** Apple writes the word. */
    private static boolean isEmailVerified(ClaimsSet claims) {
        Object claim = claims.getClaim("email_verified");
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    private static @Nullable Identity refused(SocialClient client, String why) {
        LOG.warn("A sign-in with {} is refused: {}", client.issuer(), why);
        return null;
    }
}
