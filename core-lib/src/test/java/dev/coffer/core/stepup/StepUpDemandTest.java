package dev.coffer.core.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.Terms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepUpDemandTest {

    private static final Instant NOW = Instant.parse("2026-03-11T10:15:30Z");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private static boolean isMet(RequiredProof proof, @Nullable String acr, @Nullable Instant at) {
        return new StepUpDemand(proof, WITHIN).isMetBy(new Terms(null, acr, at, null), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "PASSWORD, 1, true",
        "PASSWORD, 1a, true",
        "PASSWORD, 2, true",
        "PASSWORD, 0, false",
        "FACTOR_IF_ENROLLED, 1, false",
        "FACTOR_IF_ENROLLED, 1a, true",
        "FACTOR_IF_ENROLLED, 2, true",
        "FACTOR_IF_ENROLLED, 3, false",
        "SECOND_FACTOR, 1, false",
        "SECOND_FACTOR, 1a, false",
        "SECOND_FACTOR, 2, true",
        "SECOND_FACTOR, 20, false",
    })
    void a_proof_must_be_strong_enough(RequiredProof proof, String acr, boolean isMet) {
        assertThat(isMet(proof, acr, NOW)).isEqualTo(isMet);
    }

    @Test
    void a_proof_must_be_fresh_and_not_from_a_time_to_come() {
        assertThat(isMet(RequiredProof.SECOND_FACTOR, "2", NOW.minus(WITHIN).plusSeconds(1)))
                .isTrue();
        assertThat(isMet(RequiredProof.SECOND_FACTOR, "2", NOW.minus(WITHIN))).isFalse();
        assertThat(isMet(RequiredProof.SECOND_FACTOR, "2", NOW.plus(StepUpDemand.MOST_AHEAD)))
                .isTrue();
        assertThat(isMet(
                        RequiredProof.SECOND_FACTOR,
                        "2",
                        NOW.plus(StepUpDemand.MOST_AHEAD).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void a_token_that_tells_nothing_meets_nothing() {
        assertThat(isMet(RequiredProof.PASSWORD, null, null)).isFalse();
        assertThat(isMet(RequiredProof.PASSWORD, "2", null)).isFalse();
        assertThat(isMet(RequiredProof.PASSWORD, null, NOW)).isFalse();
    }
}
