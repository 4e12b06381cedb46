package dev.coffer.core.identity;

/** Says whether an access token counts, and for whom. Implementations are thread safe. */
public interface TokenVerifier {

    /** @param token the compact form, without the "Bearer" prefix */
    Verification verify(String token);
}
