package dev.coffer.auth.signin;

import dev.coffer.auth.code.IssuedCode;
import java.time.Instant;

/**
 * A code for the second step is on its way: the GraphQL type {@code SignInCodeSent}.
 *
 * @param sentTo masked
 */
public record SignInCodeSent(String sentTo, Instant expiresAt) {

    public static SignInCodeSent of(IssuedCode code) {
        return new SignInCodeSent(code.sentTo(), code.expiresAt());
    }
}
