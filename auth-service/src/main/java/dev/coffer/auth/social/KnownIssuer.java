package dev.coffer.auth.social;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a provider.
 *
 * @param userInfo where more of the user is told, null where nothing is
 * @param namesItself whether it says who it is when it sends people back (RFC 9207)
 * @param takesBasic whether the client may prove itself in the header {@code Authorization}
 */
record KnownIssuer(
        String name,
        URI authorization,
        URI token,
        @Nullable URI userInfo,
        JWKSource<SecurityContext> keys,
        boolean namesItself,
        boolean takesBasic) {}
