package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EdgeProofsTest {

    private static final String SECRET = "a secret of at least 32 characters";

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private final EdgeProofs proofs = Objects.requireNonNull(EdgeProofs.of(SECRET, clock));
    private final ClientAddress address = Objects.requireNonNull(ClientAddress.find("203.0.113.7"));
    private final ClientAddress other = Objects.requireNonNull(ClientAddress.find("203.0.113.8"));

    @Test
    void a_proof_counts_for_its_address_and_for_a_minute() {
        String proof = proofs.prove(address);

        assertThat(proofs.isGenuine(proof, address)).isTrue();
        assertThat(proofs.isGenuine(proof, other)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(proofs.isGenuine(proof, address)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(proofs.isGenuine(proof, address)).isFalse();
    }

    @Test
    void a_proof_of_another_secret_or_of_another_second_is_none() {
        String theirs = Objects.requireNonNull(EdgeProofs.of("b secret of at least 32 characters", clock))
                .prove(address);
        String mine = proofs.prove(address);
        clock.advance(Duration.ofSeconds(30));
        String moved = clock.instant().getEpochSecond() + mine.substring(mine.indexOf('.'));

        assertThat(proofs.isGenuine(theirs, address)).isFalse();
        assertThat(proofs.isGenuine(moved, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", "x.y", "-1.AAAA", "99999999999999999999.AAAA", "1764000000"})
    void what_is_no_proof_is_none(String text) {
        assertThat(proofs.isGenuine(text, address)).isFalse();
    }

    @Test
    void without_a_secret_nothing_is_proven_and_a_short_one_is_refused() {
        assertThat(EdgeProofs.of("", clock)).isNull();
        assertThatThrownBy(() -> EdgeProofs.of("short", clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("coffer.edge-secret")
                .hasMessageNotContaining("short");
    }
}
