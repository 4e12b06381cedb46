package dev.coffer.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.TestSeeds;
import dev.coffer.core.webhook.WebhookVerdict.Reason;
import dev.coffer.core.webhook.WebhookVerdict.Refused;
import dev.coffer.core.webhook.WebhookVerdict.Valid;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {

    private static final byte[] BODY = "{\"id\":\"evt_1\",\"amount\":\"12.50 €\"}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_7wQpL0aZx3");
    private static final WebhookSecret NEXT = WebhookSecret.generate(new SecureRandom());
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1_492_774_577);

    /**
     * As any tool that knows the scheme makes it:
     * {@code printf '%s' '1492774577.{"id":"evt_1","amount":"12.50 €"}' | openssl dgst -sha256 -hmac whsec_7wQpL0aZx3}.
     */
    private static final String BY_OPENSSL =
            "t=1492774577,v1=5618a038d24cf2a6e5fb86036664a6327939e504a0d2b494547a4f97e89c7995";

    private final MutableClock clock = MutableClock.at(SIGNED_AT);
    private final InMemorySeen seen = new InMemorySeen();
    private final WebhookSigner signer = new WebhookSigner(clock);
    private final WebhookVerifier verifier = new WebhookVerifier("payments", WebhookLimits.DEFAULT, seen, clock);

    /** As Redis, without expiry. */
    private static final class InMemorySeen implements SeenDeliveries {

        private final Set<String> noted = new HashSet<>();
        private boolean isAway;

        @Override
        public Seen note(String delivery, Duration lifetime) {
            assertThat(lifetime).isEqualTo(Duration.ofMinutes(10));
            return isAway ? Seen.UNKNOWN : noted.add(delivery) ? Seen.FIRST : Seen.BEFORE;
        }

        @Override
        public void forget(String delivery) {
            noted.remove(delivery);
        }
    }

    private WebhookVerdict verify(@Nullable String header) {
        return verifier.verify(header, BODY, List.of(SECRET));
    }

    private static Refused refused(Reason reason) {
        return new Refused(reason);
    }

    @Test
    void what_another_tool_signed_is_verified_and_we_sign_it_alike() {
        assertThat(signer.sign(BODY, List.of(SECRET))).isEqualTo(BY_OPENSSL);
        assertThat(verify(BY_OPENSSL))
                .isInstanceOfSatisfying(
                        Valid.class, valid -> assertThat(valid.signedAt()).isEqualTo(SIGNED_AT));
    }

    @Test
    void signatures_of_other_schemes_are_passed_over() {
        assertThat(verify(BY_OPENSSL + ",v0=6ffbb59b2300aae63f27,v2=x=y")).isInstanceOf(Valid.class);
    }

    @Test
    void while_secrets_are_replaced_the_old_and_the_new_count() {
        String byBoth = signer.sign(BODY, List.of(SECRET, NEXT));
        for (List<WebhookSecret> known : List.of(List.of(SECRET), List.of(NEXT), List.of(NEXT, SECRET))) {
            InMemorySeen fresh = new InMemorySeen();
            WebhookVerifier one = new WebhookVerifier("payments", WebhookLimits.DEFAULT, fresh, clock);
            assertThat(one.verify(byBoth, BODY, known)).isInstanceOf(Valid.class);
        }
        assertThat(verifier.verify(byBoth, BODY, List.of(WebhookSecret.generate(new SecureRandom()))))
                .isEqualTo(refused(Reason.WRONG_SIGNATURE));
    }

    @Test
    void five_minutes_either_way_are_tolerated_and_no_second_more() {
        clock.set(SIGNED_AT.plus(Duration.ofMinutes(5)));
        assertThat(verify(BY_OPENSSL)).isInstanceOfSatisfying(Valid.class, verifier::release);
        clock.advance(Duration.ofSeconds(1));
        assertThat(verify(BY_OPENSSL)).isEqualTo(refused(Reason.TOO_OLD));
        clock.set(SIGNED_AT.minus(Duration.ofMinutes(5)));
        assertThat(verify(BY_OPENSSL)).isInstanceOf(Valid.class);
        clock.advance(Duration.ofSeconds(-1));
        assertThat(verify(BY_OPENSSL)).isEqualTo(refused(Reason.TOO_NEW));
    }

    @Test
    void a_copy_is_refused_also_with_one_of_two_signatures_left_out() {
        String byBoth = signer.sign(BODY, List.of(SECRET, NEXT));
        List<WebhookSecret> known = List.of(SECRET, NEXT);
        assertThat(verifier.verify(byBoth, BODY, known)).isInstanceOf(Valid.class);
        assertThat(verifier.verify(byBoth, BODY, known)).isEqualTo(refused(Reason.REPLAYED));
        String byOne = byBoth.substring(0, byBoth.lastIndexOf(','));
        assertThat(verifier.verify(byOne, BODY, known)).isEqualTo(refused(Reason.REPLAYED));

        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(signer.sign(BODY, known), BODY, known))
                .as("signed anew, as a sender does that got no answer")
                .isInstanceOf(Valid.class);
    }

    @Test
    void a_delivery_whose_handling_failed_may_come_again() {
        assertThat(verify(BY_OPENSSL)).isInstanceOfSatisfying(Valid.class, verifier::release);
        assertThat(verify(BY_OPENSSL)).isInstanceOf(Valid.class);
        assertThat(verify(BY_OPENSSL)).isEqualTo(refused(Reason.REPLAYED));
    }

    @Test
    void while_copies_cannot_be_told_nothing_is_accepted() {
        seen.isAway = true;
        assertThat(verify(BY_OPENSSL)).isEqualTo(refused(Reason.UNCHECKED));
        assertThat(Reason.UNCHECKED.isTemporary()).isTrue();
        seen.isAway = false;
        assertThat(verify(BY_OPENSSL)).isInstanceOf(Valid.class);
    }

    @Test
    void what_is_refused_is_not_noted_as_seen() {
        String forged = BY_OPENSSL.replace("v1=56", "v1=57");
        assertThat(verify(forged)).isEqualTo(refused(Reason.WRONG_SIGNATURE));
        assertThat(seen.noted).isEmpty();
    }

    @Test
    void any_changed_bit_of_body_time_or_signature_is_noticed() {
        RandomGenerator random = TestSeeds.random(WebhookTest.class);
        for (int round = 0; round < 2_000; round++) {
            byte[] body = BODY.clone();
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(verifier.verify(BY_OPENSSL, body, List.of(SECRET))).isEqualTo(refused(Reason.WRONG_SIGNATURE));
            StringBuilder header = new StringBuilder(BY_OPENSSL);
            int at = random.nextInt(header.length());
            header.setCharAt(at, (char) (header.charAt(at) ^ (1 << random.nextInt(7))));
            assertThat(verify(header.toString())).as(header.toString()).isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "null|NO_SIGNATURE",
                "''|NO_SIGNATURE",
                "t=1492774577|NO_SIGNATURE",
                "t=1492774577,v0=00|NO_SIGNATURE",
                "v1=SIG|MALFORMED_HEADER",
                "t=1492774577,v1=|MALFORMED_HEADER",
                "t=1492774577,v1=zz|MALFORMED_HEADER",
                "t=,v1=SIG|MALFORMED_HEADER",
                "t=-1,v1=SIG|MALFORMED_HEADER",
                "t=01492774577,v1=SIG|MALFORMED_HEADER",
                "t=1492774577.0,v1=SIG|MALFORMED_HEADER",
                "t=99999999999999999999,v1=SIG|MALFORMED_HEADER",
                "t=1492774577,t=1492774577,v1=SIG|MALFORMED_HEADER",
                "t=1492774577,,v1=SIG|MALFORMED_HEADER",
                "t=1492774577;v1=SIG|MALFORMED_HEADER",
                "t=1492774577,v1=SIGSIG|MALFORMED_HEADER",
                "t=99999999999,v1=SIG|TOO_NEW",
                "t=1,v1=SIG|TOO_OLD",
                "t=1492774577,v1=SIG,v1=SIG,v1=SIG,v1=SIG,v1=SIG,v1=SIG|TOO_MANY_SIGNATURES",
                "t=1492774577,v1=SIG|WRONG_SIGNATURE"
            })
    void each_wrong_header_is_refused_with_its_reason(@Nullable String header, Reason reason) {
        assertThat(verify(header == null ? null : header.replace("SIG", "0".repeat(64))))
                .isEqualTo(refused(reason));
    }

    @Test
    void what_is_too_large_is_refused_before_anything_is_computed() {
        assertThat(verify(BY_OPENSSL + ",v0=" + "0".repeat(1_024))).isEqualTo(refused(Reason.HEADER_TOO_LONG));
        byte[] large = new byte[WebhookLimits.DEFAULT.maxBodyBytes() + 1];
        assertThat(verifier.verify(signer.sign(large, List.of(SECRET)), large, List.of(SECRET)))
                .isEqualTo(refused(Reason.BODY_TOO_LARGE));
        byte[] largest = new byte[WebhookLimits.DEFAULT.maxBodyBytes()];
        assertThat(verifier.verify(signer.sign(largest, List.of(SECRET)), largest, List.of(SECRET)))
                .isInstanceOf(Valid.class);
    }

    @Test
    void a_secret_never_shows_and_a_weak_one_is_none() {
        assertThat(SECRET.toString()).doesNotContain(SECRET.text());
        assertThat(List.of(SECRET).toString()).doesNotContain(SECRET.text());
        for (String text : List.of("", "short", "with blank 12345678", "ümlaut-0123456789", "x".repeat(257))) {
            assertThatThrownBy(() -> new WebhookSecret(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> assertThat(text.isEmpty()
                                    || !String.valueOf(e.getMessage()).contains(text))
                            .isTrue());
        }
        assertThat(NEXT.text()).matches("whsec_[A-Za-z0-9_-]{43}");
        assertThatThrownBy(() -> verifier.verify(BY_OPENSSL, BODY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
