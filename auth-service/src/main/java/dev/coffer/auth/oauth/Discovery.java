package dev.coffer.auth.oauth;

import java.util.List;
import java.util.Map;

/** What the published descriptions of this server say differently from those of a plain authorization server. */
final class Discovery {

    private static final List<String> SCOPES = List.of("openid", "profile", "email", "phone", "offline_access");

    private Discovery() {}

    /** Takes out what is not offered, so that nobody tries it. */
    static void describe(Map<String, Object> claims) {
        List.of(
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_signing_alg_values_supported",
                        "end_session_endpoint")
                .forEach(claims::remove);
        List<String> secret = List.of("client_secret_basic", "client_secret_post");
        List<String> any = List.of("client_secret_basic", "client_secret_post", "none");
        claims.put("token_endpoint_auth_methods_supported", any);
        claims.put("revocation_endpoint_auth_methods_supported", any);
        claims.put("introspection_endpoint_auth_methods_supported", secret);
        claims.put(
                "grant_types_supported",
                List.of(
                        "authorization_code",
                        "refresh_token",
                        "client_credentials",
                        "urn:ietf:params:oauth:grant-type:device_code"));
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.put("scopes_supported", SCOPES);
    }

    static void describeOpenId(Map<String, Object> claims) {
        describe(claims);
        claims.put("end_session_endpoint", claims.get("issuer") + HttpSignOut.PATH);
        claims.put("id_token_signing_alg_values_supported", List.of("EdDSA"));
        claims.put(
                "claims_supported",
                List.of(
                        "sub",
                        "iss",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time",
                        "acr",
                        "nonce",
                        "sid",
                        "name",
                        "locale",
                        "email",
                        "email_verified",
                        "phone_number",
                        "phone_number_verified"));
        claims.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        claims.put("request_uri_parameter_supported", false);
    }
}
