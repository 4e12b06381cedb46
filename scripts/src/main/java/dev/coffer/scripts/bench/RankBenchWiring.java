package dev.coffer.scripts.bench;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A bonus-service that takes the tokens of this run, which only this process knows, so that no auth-service is needed. */
@Configuration(proxyBeanMethods = false)
@Import(BonusApplication.class)
class RankBenchWiring {

    private static final String SECRET = secret();

    private static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes) + ':';
    }

    static String token(String userId) {
        return SECRET + userId;
    }

    @Bean
    TokenVerifier tokensOfThisRun() {
        return token -> token.startsWith(SECRET)
                ? new Verification.Verified(
                        new Caller(token.substring(SECRET.length()), BetTeller.TENANT, Set.of("user"), "bench"),
                        BenchWiring.clock().instant().plus(Duration.ofHours(1)))
                : new Verification.Rejected(Verification.Reason.BAD_SIGNATURE);
    }
}
