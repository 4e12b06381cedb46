package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledPolicyTest {
    private static final Subject ADA = new Subject("ada", "acme", Set.of("role"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "wallet:read:own,       ada,       w-1, true",
                "wallet:read:own,       bob,       w-1, false",
                "wallet:read:own,       -,         w-1, false",
                "wallet:read:own,       -,         -,   false",
                "wallet:read:own,       ADA,       w-1, false",
                "wallet:read:all,       bob,       w-1, true",
                "wallet:read:all,       -,         -,   true",
                "wallet:read:*,         -,         -,   true",
                "wallet:read:w-1,       bob,       w-1, true",
                "wallet:read:w-1,       bob,       w-2, false",
                "wallet:read:w-1,       ada,       -,   false",
                "wallet:read:w-1,       w-1,       w-2, false",
                "wallet:read:team/blue, team/blue, w-1, true",
                "wallet:read:team/blue, team/red,  w-1, false",
                "wallet:read:team/blue, blue,      w-1, false",
                "wallet:read:team/blue, -,         w-1, false",
                "wallet:read:team/blue, bob, team/blue, false",
                "*:read:own,            ada,       w-1, true",
                "wallet:*:own,          ada,       w-1, true",
                "*:*:own,               ada,       w-1, true",
                "*:*:*,                 -,         -,   true",
                "wallet:update:all,     ada,       w-1, false",
                "transfer:read:all,     ada,       w-1, false",
                "transfer:*:all,        ada,       w-1, false",
                "*:update:all,          ada,       w-1, false"
            })
    void a_grant_permits_what_it_certainly_covers(
            String grant, @Nullable String owner, @Nullable String target, boolean isPermitted) {
        CompiledPolicy policy = policyOf(List.of(grant), List.of());

        assertThat(policy.decide(ADA, "wallet", "read", owner, target).isPermitted())
                .isEqualTo(isPermitted);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "wallet:read:own,       ada,       w-1, true",
                "wallet:read:own,       bob,       w-1, false",
                "wallet:read:own,       -,         w-1, true",
                "wallet:read:all,       bob,       w-1, true",
                "wallet:read:w-1,       bob,       w-1, true",
                "wallet:read:w-1,       bob,       w-2, false",
                "wallet:read:w-1,       bob,       -,   true",
                "wallet:read:team/blue, team/blue, w-1, true",
                "wallet:read:team/blue, team/red,  w-1, false",
                "wallet:read:team/blue, -,         w-1, true",
                "*:read:own,            ada,       w-1, true",
                "wallet:*:own,          ada,       w-1, true",
                "*:*:own,               ada,       w-1, true",
                "wallet:update:all,     ada,       w-1, false",
                "transfer:*:all,        ada,       w-1, false",
                "*:update:all,          ada,       w-1, false"
            })
    void a_denial_forbids_what_it_may_cover(
            String denial, @Nullable String owner, @Nullable String target, boolean isDenied) {
        CompiledPolicy policy = policyOf(List.of("*:*:all"), List.of(denial));

        assertThat(policy.decide(ADA, "wallet", "read", owner, target).isPermitted())
                .isEqualTo(!isDenied);
    }

    @Test
    void without_a_role_a_known_role_or_a_grant_nothing_is_permitted() {
        CompiledPolicy policy = policyOf(List.of(), List.of());

        assertThat(policy.decide(ADA, "wallet", "read", "ada", "w-1").isPermitted())
                .isFalse();
        assertThat(policy.decide(holding(), "wallet", "read", "ada", "w-1").isPermitted())
                .isFalse();
        assertThat(policy.decide(holding("ghost"), "wallet", "read", "ada", "w-1")
                        .isPermitted())
                .isFalse();
        assertThat(Policy.of(List.of())
                        .compile()
                        .decide(ADA, "wallet", "read", "ada", "w-1")
                        .isPermitted())
                .isFalse();
    }

    @Test
    void a_denial_in_one_role_overrides_the_grant_of_another() {
        CompiledPolicy policy = Policy.of(List.of(
                        new Role("approver", List.of(), List.of("withdrawal:approve:all"), List.of()),
                        new Role("four-eyes", List.of(), List.of(), List.of("withdrawal:approve:own"))))
                .compile();
        Subject approver = holding("approver", "four-eyes");

        assertThat(policy.decide(approver, "withdrawal", "approve", "bob", "x").isPermitted())
                .isTrue();
        assertThat(policy.decide(approver, "withdrawal", "approve", "ada", "x").isPermitted())
                .isFalse();
        assertThat(policy.decide(approver, "withdrawal", "approve", null, "x").isPermitted())
                .isFalse();
    }

    @Test
    void an_inherited_denial_overrides_the_grant_of_the_heir() {
        CompiledPolicy policy = Policy.of(List.of(
                        new Role("limited", List.of(), List.of(), List.of("wallet:adjust:all")),
                        new Role("boss", List.of("limited"), List.of("*:*:all"), List.of())))
                .compile();

        assertThat(policy.decide(holding("boss"), "wallet", "adjust", "bob", "w")
                        .isPermitted())
                .isFalse();
        assertThat(policy.decide(holding("boss"), "wallet", "read", "bob", "w").isPermitted())
                .isTrue();
    }

    @Test
    void an_ancestor_does_not_get_what_its_heir_is_granted() {
        CompiledPolicy policy = BuiltInRoles.policy().compile();

        assertThat(policy.decide(holding("operator"), "ledger", "verify", null, null)
                        .isPermitted())
                .isFalse();
        assertThat(policy.decide(holding("finance"), "ledger", "verify", null, null)
                        .isPermitted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", " ", "wallet:read", "Wallet", "own wallet"})
    void a_question_about_no_single_resource_or_action_is_refused(String name) {
        CompiledPolicy policy = policyOf(List.of("*:*:*"), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.decide(ADA, name, "read", "ada", "w-1"))
                .withMessageStartingWith("resource \"" + name + "\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.decide(ADA, "wallet", name, "ada", "w-1"))
                .withMessageStartingWith("action \"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "all", "*", "team/blue", "", "ada"})
    void a_target_id_that_looks_like_a_pattern_opens_nothing(String targetId) {
        CompiledPolicy policy = policyOf(List.of("wallet:read:own", "wallet:read:team/blue"), List.of());

        assertThat(policy.decide(ADA, "wallet", "read", "bob", targetId).isPermitted())
                .isFalse();
        assertThat(policy.decide(ADA, "wallet", "read", null, targetId).isPermitted())
                .isFalse();
    }

    @Test
    void a_large_policy_finds_each_rule_among_all_the_others() {
        List<String> grants = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            grants.add("thing-" + i % 70 + ":act-" + i % 71 + ":id-" + i);
        }
        CompiledPolicy policy = policyOf(grants, List.of());

        for (int i = 0; i < 5_000; i++) {
            String resource = "thing-" + i % 70;
            String action = "act-" + i % 71;
            assertThat(policy.decide(ADA, resource, action, null, "id-" + i).isPermitted())
                    .isTrue();
            assertThat(policy.decide(ADA, resource, action, null, "id-" + (i + 1))
                            .isPermitted())
                    .isFalse();
        }
    }

    private static CompiledPolicy policyOf(List<String> grants, List<String> denials) {
        return Policy.of(List.of(new Role("role", List.of(), grants, denials))).compile();
    }

    private static Subject holding(String... roles) {
        return new Subject("ada", "acme", Set.of(roles));
    }
}
