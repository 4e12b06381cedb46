package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneTenantVerifierTest {

    private final TokenVerifier verifier = new OneTenantVerifier(
            tenant -> new Verification.Verified(new Caller("ann", tenant, Set.of("user"), "s-1"), Instant.MAX), "acme");

    @Test
    void a_token_of_another_tenant_counts_for_nothing() {
        assertThat(verifier.verify("other")).isEqualTo(new Verification.Rejected(Verification.Reason.WRONG_AUDIENCE));
    }

    @Test
    void a_token_of_the_tenant_counts() {
        assertThat(verifier.verify("acme")).isInstanceOf(Verification.Verified.class);
    }
}
