package dev.coffer.auth.social;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where a provider answers and which keys it signs with. Remembered for an hour; keys are read again as they change. */
final class Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_ISSUERS = 1_000;
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final OutboundHttp http;
    private final Cache<String, KnownIssuer> known = Caffeine.newBuilder()
            .maximumSize(MOST_ISSUERS)
            .expireAfterWrite(MEMORY)
            .build();

    Discovery(OutboundHttp http) {
        this.http = http;
    }

    /** @throws CodedException UNAVAILABLE when the provider cannot be asked, or says what it must not */
    KnownIssuer of(SocialClient client) {
        return known.get(client.provider() + " " + client.issuer(), key -> find(client));
    }

    private KnownIssuer find(SocialClient client) {
        try {
            SocialProvider.Endpoints endpoints = client.provider().endpoints();
            if (endpoints != null) {
                return new KnownIssuer(
                        client.issuer(),
                        endpoints.authorization(),
                        endpoints.token(),
                        null,
                        keys(endpoints.keys()),
                        false,
                        false);
            }
            return discovered(client.issuer());
        } catch (IOException | ParseException | IllegalArgumentException failed) {
            // The settings are an administrator's, and so is the mistake.
            LOG.warn("The provider {} cannot be used: {}", client.issuer(), failed.toString());
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The provider cannot be reached at the moment. Try again.", null, failed);
        }
    }

    private KnownIssuer discovered(String issuer) throws IOException, ParseException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String text =
                http.retrieveResource(URI.create(base + WELL_KNOWN).toURL()).getContent();
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(text);
        if (!issuer.equals(metadata.getIssuer().getValue())) {
            throw new IllegalArgumentException("it calls itself " + metadata.getIssuer());
        }
        URI userInfo = metadata.getUserInfoEndpointURI();
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        return new KnownIssuer(
                issuer,
                allowed(metadata.getAuthorizationEndpointURI()),
                allowed(metadata.getTokenEndpointURI()),
                userInfo == null ? null : allowed(userInfo),
                keys(metadata.getJWKSetURI()),
                metadata.supportsAuthorizationResponseIssuerParam(),
                methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
    }

    private JWKSource<SecurityContext> keys(@Nullable URI uri) throws MalformedURLException {
        return JWKSourceBuilder.create(allowed(uri).toURL(), http).build();
    }

    private URI allowed(@Nullable URI uri) {
        if (uri == null || !http.isAllowed(uri)) {
            throw new IllegalArgumentException("it names an address that is not asked: " + uri);
        }
        return uri;
    }
}
