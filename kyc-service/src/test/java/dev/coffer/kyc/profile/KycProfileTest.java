package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KycProfileTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));

    /** What each state allows; whatever is not here cannot be written. */
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "Pending", Set.of("ask", "review", "given", "expire", "suspend"),
            "InReview", Set.of("claim", "seen", "lose", "approve", "suspend"),
            "ManualReview",
                    Set.of(
                            "release",
                            "reassign",
                            "seen",
                            "lose",
                            "approveFirst",
                            "approve",
                            "reject",
                            "askMore",
                            "suspend"),
            "Approved", Set.of("ask", "review", "given", "expire", "suspend"),
            "Rejected", Set.of("ask", "review", "given", "expire", "suspend"),
            "Expired", Set.of("ask", "review", "given", "suspend"),
            "Suspended", Set.of("lose", "restore"),
            "Closed", Set.of());

    private static KycProfile.Pending nobody() {
        return KycProfile.unknown("main", "ann", NOW);
    }

    private static KycProfile.ManualReview inHand(KycTier tier) {
        KycProfile.Pending pending = nobody();
        return pending.review(pending.standing().met(Requirement.PERSONAL_DATA), tier, NOW, LATER)
                .claim("rita", NOW);
    }

    @Test
    void each_state_has_the_transitions_of_the_table_and_no_other() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (Class<?> state : states(KycProfile.class)) {
            found.put(
                    state.getSimpleName(),
                    // Its own, and those that it shares with other states.
                    Stream.concat(Arrays.stream(state.getDeclaredMethods()), Arrays.stream(state.getMethods()))
                            .filter(method -> !Modifier.isStatic(method.getModifiers()))
                            .filter(method -> KycProfile.class.isAssignableFrom(method.getReturnType()))
                            .map(Method::getName)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertThat(found).isEqualTo(new TreeMap<>(ALLOWED));
        assertThat(found).hasSize(KycState.values().length);
    }

    private static List<Class<?>> states(Class<?> of) {
        return of.isRecord()
                ? List.of(of)
                : Arrays.stream(of.getPermittedSubclasses())
                        .<Class<?>>flatMap(one -> states(one).stream())
                        .distinct()
                        .toList();
    }

    @Test
    void a_closed_profile_has_no_tier_in_force_and_nothing_leads_out_of_it() {
        KycProfile.Approved approved = inHand(KycTier.STANDARD).approve(NOW, LATER);
        for (KycProfile profile : List.of(nobody(), approved, approved.suspend("Odd", NOW))) {
            KycProfile.Closed closed = KycProfile.closed(profile, LATER);
            assertThat(closed.tier()).isEqualTo(KycTier.NONE);
            assertThat(closed.standing().tier()).isEqualTo(profile.standing().tier());
            assertThat(closed.standing().changes()).isEqualTo(profile.standing().changes() + 1);
            assertThat(closed.standing().country()).isNull();
        }
    }

    @Test
    void what_was_closed_before_there_was_a_state_for_it_is_closed() {
        KycProfile.Suspended stored = nobody().suspend("The account is closed.", NOW);
        assertThat(ProfileRow.of(stored).profile("main", "ann")).isEqualTo(new KycProfile.Closed(stored.standing()));
    }

    @Test
    void every_transition_counts_a_change_and_those_of_the_tier_in_force_another_version() {
        KycProfile.Approved approved = inHand(KycTier.STANDARD).approve(NOW, LATER);
        assertThat(approved.tier()).isEqualTo(KycTier.STANDARD);
        assertThat(approved.standing().changes()).isEqualTo(3);
        assertThat(approved.standing().tierVersion()).isEqualTo(1);

        KycProfile.Suspended suspended = approved.suspend("Odd payments", NOW);
        assertThat(suspended.tier()).isEqualTo(KycTier.NONE);
        assertThat(suspended.standing().tierVersion()).isEqualTo(2);

        KycProfile restored = suspended.restore(NOW);
        assertThat(restored).isInstanceOf(KycProfile.Approved.class);
        assertThat(restored.tier()).isEqualTo(KycTier.STANDARD);
        assertThat(restored.standing().tierVersion()).isEqualTo(3);
        assertThat(restored.standing().validUntil()).isEqualTo(LATER);
    }

    @Test
    void whoever_had_no_tier_is_suspended_and_restored_without_a_word_about_tiers() {
        KycProfile restored = nobody().suspend("Odd", NOW).restore(NOW);
        assertThat(restored).isInstanceOf(KycProfile.Pending.class);
        assertThat(restored.standing().tierVersion()).isZero();
    }

    @Test
    void a_tier_that_runs_out_leaves_what_does_not_age() {
        KycProfile.Approved approved = inHand(KycTier.STANDARD)
                .seen(Requirement.SELFIE, NOW)
                .seen(Requirement.IDENTITY_DOCUMENT, NOW)
                .approve(NOW, LATER);
        KycProfile.Expired expired = approved.expire(LATER);
        assertThat(expired.tier()).isEqualTo(KycTier.BASIC);
        assertThat(expired.standing().met()).containsExactly(Requirement.PERSONAL_DATA);
        assertThat(expired.standing().validUntil()).isNull();
        assertThat(expired.standing().tierVersion()).isEqualTo(2);
    }

    @Test
    void nothing_is_asked_for_that_is_not_above_the_present_tier() {
        KycProfile.Approved basic = inHand(KycTier.BASIC).approve(NOW, null);
        assertThat(basic.review(KycTier.STANDARD, NOW, LATER).state()).isEqualTo(KycState.IN_REVIEW);
        for (KycTier tier : new KycTier[] {KycTier.NONE, KycTier.BASIC}) {
            assertThatThrownBy(() -> basic.ask(tier, NOW)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> basic.review(tier, NOW, LATER)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void who_has_asked_or_approved_never_gets_the_review() {
        KycProfile.InReview second = inHand(KycTier.ENHANCED).approveFirst(NOW);
        assertThatThrownBy(() -> second.claim("rita", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> second.claim("ann", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> second.claim("ralf", NOW).reassign("rita", NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(second.claim("ralf", NOW).approve(NOW, LATER).tier()).isEqualTo(KycTier.ENHANCED);
    }

    @Test
    void a_profile_comes_back_from_its_row_as_it_was() {
        KycProfile.ManualReview hand = inHand(KycTier.STANDARD);
        for (KycProfile profile : new KycProfile[] {
            nobody(),
            nobody().ask(KycTier.BASIC, NOW),
            hand,
            hand.release(NOW),
            hand.askMore("Your name", NOW),
            hand.approveFirst(NOW),
            hand.reject("Not you", NOW),
            hand.approve(NOW, LATER),
            hand.approve(NOW, LATER).expire(LATER),
            hand.suspend("Odd", NOW),
            KycProfile.closed(hand, NOW)
        }) {
            assertThat(ProfileRow.of(profile).profile("main", "ann")).isEqualTo(profile);
        }
    }
}
