package dev.coffer.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.auth.password.PasswordHashing.Limits;
import dev.coffer.auth.password.PasswordHashing.Match;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

final class PasswordHashingTest {

    private final PasswordHashing hashing =
            new PasswordHashing(HashCost.STANDARD, new Limits(2, Duration.ofSeconds(30)));

    @Test
    void a_hash_is_argon2id_with_the_stated_cost_and_its_own_salt() {
        PasswordHash once = hashing.hash(Password.of("correct horse battery"));
        PasswordHash twice = hashing.hash(Password.of("correct horse battery"));

        assertThat(once.encoded()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(twice.encoded()).isNotEqualTo(once.encoded());
    }

    @Test
    void only_the_same_password_matches() {
        PasswordHash stored = hashing.hash(Password.of("correct horse battery"));

        assertThat(hashing.check(Password.of("correct horse battery"), stored)).isEqualTo(Match.CURRENT);
        assertThat(hashing.check(Password.of("correct horse batterz"), stored)).isEqualTo(Match.NONE);
    }

    @Test
    void the_same_characters_match_however_the_keyboard_composes_them() {
        PasswordHash composed = hashing.hash(Password.of("caf\u00e9 caf\u00e9"));

        assertThat(hashing.check(Password.of("cafe\u0301 cafe\u0301"), composed))
                .isEqualTo(Match.CURRENT);
    }

    @Test
    void a_hash_of_lesser_cost_matches_and_asks_to_be_replaced() {
        String weak = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 1_024, 1).encode("correct horse battery"));

        assertThat(hashing.check(Password.of("correct horse battery"), new PasswordHash(weak)))
                .isEqualTo(Match.OUTDATED);
    }

    @Test
    void another_implementation_finds_the_same_in_our_hashes_and_we_in_theirs() {
        Argon2PasswordEncoder other = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
        for (String text : List.of("correct horse battery", "caf\u00e9 \ud83d\udc0e", "x".repeat(128))) {
            String theirs = String.valueOf(other.encode(text));

            assertThat(other.matches(text, hashing.hash(Password.of(text)).encoded()))
                    .isTrue();
            assertThat(hashing.check(Password.of(text), new PasswordHash(theirs)))
                    .isEqualTo(Match.CURRENT);
            assertThat(hashing.check(Password.of(text + "."), new PasswordHash(theirs)))
                    .isEqualTo(Match.NONE);
        }
    }

    @Test
    void memory_that_held_one_password_leaves_no_trace_in_the_hash_of_the_next() {
        PasswordHashing single = new PasswordHashing(HashCost.STANDARD, new Limits(1, Duration.ofSeconds(30)));
        PasswordHash stored = single.hash(Password.of("correct horse battery"));
        String costly = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 25_000, 3).encode("another"));

        assertThat(single.check(Password.of("another"), new PasswordHash(costly)))
                .isEqualTo(Match.OUTDATED);
        assertThat(single.check(Password.of("correct horse battery"), stored)).isEqualTo(Match.CURRENT);
    }

    @Test
    void nobody_has_no_password_not_even_the_decoys() {
        assertThat(hashing.check(Password.of("nobody has this password"), null)).isEqualTo(Match.NONE);
    }

    @Test
    void who_gets_no_turn_in_time_is_told_to_come_back() throws InterruptedException {
        PasswordHashing narrow = new PasswordHashing(HashCost.STANDARD, new Limits(1, Duration.ZERO));
        AtomicInteger refused = new AtomicInteger();
        List<Thread> storm = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            storm.add(Thread.ofPlatform().start(() -> {
                try {
                    narrow.hash(Password.of("correct horse battery"));
                } catch (CodedException busy) {
                    assertThat(busy.code()).isEqualTo(CommonError.TOO_MANY_REQUESTS);
                    refused.incrementAndGet();
                }
            }));
        }
        for (Thread thread : storm) {
            thread.join();
        }

        assertThat(refused.get()).isPositive().isLessThan(20);
        assertThat(narrow.hash(Password.of("correct horse battery")).encoded()).startsWith("$argon2id$");
    }

    @Test
    void a_higher_cost_is_taken_and_hashes_of_the_old_one_ask_to_be_replaced() {
        PasswordHashing costlier =
                new PasswordHashing(new HashCost(20_000, 3).forProduction(), new Limits(1, Duration.ofSeconds(30)));
        PasswordHash before = hashing.hash(Password.of("correct horse battery"));

        assertThat(costlier.check(Password.of("correct horse battery"), before)).isEqualTo(Match.OUTDATED);
        assertThat(costlier.hash(Password.of("correct horse battery")).encoded())
                .startsWith("$argon2id$v=19$m=20000,t=3,p=1$");
    }

    @Test
    void production_takes_no_cost_below_the_standard() {
        for (HashCost low : List.of(new HashCost(19 * 1024 - 1, 2), new HashCost(1_000_000, 1))) {
            assertThatThrownBy(low::forProduction)
                    .hasMessageContaining("kibibytes is at least 19456")
                    .hasMessageContaining("passes at least 2");
        }
        assertThatThrownBy(() -> new HashCost(7, 2)).hasMessageContaining("coffer.auth.hashing.kibibytes");
        assertThatThrownBy(() -> new HashCost(8, 0)).hasMessageContaining("coffer.auth.hashing.passes");
    }

    @Test
    void limits_that_allow_nothing_are_refused() {
        assertThatThrownBy(() -> new Limits(0, Duration.ofSeconds(1))).hasMessageContaining("at least 1");
    }
}
