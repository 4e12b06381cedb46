package dev.coffer.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.Verification;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.testkit.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyRingTest {

    private static final IdentitySettings SETTINGS = new IdentitySettings(
            "coffer", "coffer-api", URI.create("http://localhost/jwks.json"), Duration.ofSeconds(5));
    private static final Caller ADA = new Caller("ada", "main", Set.of("user", "operator"), "session-1");

    private final MutableClock clock = MutableClock.atStandardTime();
    private final InMemorySigningKeys stored = new InMemorySigningKeys();

    @Test
    void the_first_use_makes_a_current_and_a_next_key() {
        KeyRing ring = new KeyRing(stored);

        assertThat(ring.current().generation()).isEqualTo(1);
        assertThat(stored.inForce()).extracting(SigningKey::generation).containsExactly(1L, 2L);
    }

    @Test
    void a_later_process_takes_the_keys_that_are_there() {
        SigningKey first = new KeyRing(stored).current();

        assertThat(new KeyRing(stored).current().id()).isEqualTo(first.id());
        assertThat(stored.inForce()).hasSize(2);
    }

    @Test
    void what_one_process_signs_another_verifies() {
        AccessToken token = new AccessTokens(SETTINGS, new KeyRing(stored), Ids.timeOrdered(), clock).issue(ADA);

        Verification verification = new JwtVerifier(SETTINGS, new KeyRing(stored), clock).verify(token.value());

        assertThat(verification).isEqualTo(new Verification.Verified(ADA, token.expiresAt()));
    }

    @Test
    void the_published_set_holds_no_private_key() {
        KeyRing ring = new KeyRing(stored);

        assertThat(ring.publicKeySet()).contains(ring.current().id()).doesNotContain("\"d\"");
    }

    @Test
    void an_unknown_key_id_is_nobodys() {
        assertThat(new KeyRing(stored).find("../../etc/passwd")).isNull();
    }

    private static final class InMemorySigningKeys implements SigningKeys {

        private final List<SigningKey> keys = new ArrayList<>();

        @Override
        public List<SigningKey> inForce() {
            return List.copyOf(keys);
        }

        @Override
        public void addIfAbsent(SigningKey key) {
            if (keys.stream().noneMatch(known -> known.generation() == key.generation())) {
                keys.add(key);
                keys.sort(Comparator.comparingLong(SigningKey::generation));
            }
        }
    }
}
