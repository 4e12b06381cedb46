package dev.coffer.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.condition.Conditions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyReachTest {

    private final PolicyReach builtIn = new PolicyReach(BuiltInRoles.policy());

    @Test
    void an_admin_may_give_what_an_admin_can_do() {
        for (String role : List.of("user", "operator", "finance", "admin", "tenant-admin")) {
            assertThat(builtIn.covers(Set.of("admin"), role)).as(role).isTrue();
        }
    }

    @Test
    void nobody_gives_more_than_they_have() {
        assertThat(builtIn.covers(Set.of("finance"), "operator")).isTrue();
        assertThat(builtIn.covers(Set.of("finance"), "admin")).isFalse();
        assertThat(builtIn.covers(Set.of("operator"), "finance")).isFalse();
        assertThat(builtIn.covers(Set.of("user"), "operator")).isFalse();
        assertThat(builtIn.covers(Set.of(), "user")).isFalse();
    }

    @Test
    void several_roles_together_may_cover_another() {
        PolicyReach reach = reach(
                role("reader", "wallet:read:all"),
                role("writer", "wallet:write:all"),
                role("both", "wallet:read:own", "wallet:write:all"));

        assertThat(reach.covers(Set.of("reader", "writer"), "both")).isTrue();
        assertThat(reach.covers(Set.of("reader"), "both")).isFalse();
    }

    @Test
    void a_grant_for_any_action_is_not_covered_by_one_action() {
        PolicyReach reach = reach(role("reader", "wallet:read:all"), role("any", "wallet:*:all"));

        assertThat(reach.covers(Set.of("reader"), "any")).isFalse();
        assertThat(reach.covers(Set.of("any"), "reader")).isTrue();
    }

    @Test
    void who_is_denied_something_gives_nothing() {
        PolicyReach reach = reach(
                role("admin", "*:*:all"),
                new Role("limited", List.of("admin"), List.of(), List.of("ledger:verify:all")));

        assertThat(reach.covers(Set.of("limited"), "admin")).isFalse();
    }

    @Test
    void a_grant_under_a_condition_covers_nothing_and_needs_an_unconditional_one() {
        PolicyReach reach = reach(
                role("always", "wallet:read:all"),
                Role.named("own").grant("wallet:read:all", Conditions.owner()).build());

        assertThat(reach.covers(Set.of("own"), "always")).isFalse();
        assertThat(reach.covers(Set.of("own"), "own")).isFalse();
        assertThat(reach.covers(Set.of("always"), "own")).isTrue();
    }

    @Test
    void a_grant_of_a_higher_priority_reaches_further() {
        PolicyReach reach = reach(
                role("usual", "wallet:read:all"),
                Role.named("urgent").grant("wallet:read:own", 5, null).build());

        assertThat(reach.covers(Set.of("usual"), "urgent")).isFalse();
        assertThat(reach.covers(Set.of("urgent", "usual"), "usual")).isTrue();
    }

    @Test
    void a_role_that_denies_is_given_only_by_who_may_do_everything_and_its_holders_stand_no_higher() {
        PolicyReach reach = reach(
                role("admin", "*:*:all"),
                role("lead", "wallet:read:all"),
                new Role("suspect", List.of(), List.of("wallet:read:own"), List.of("transfer:create:all")));

        assertThat(reach.covers(Set.of("lead"), "suspect")).isFalse();
        assertThat(reach.reaches(Set.of("lead"), "suspect")).isTrue();
        assertThat(reach.covers(Set.of("admin"), "suspect")).isTrue();
    }

    @Test
    void who_may_do_everything_gives_whatever_priority() {
        PolicyReach reach = reach(
                role("admin", "*:*:all"),
                Role.named("urgent").grant("wallet:read:own", 5, null).build(),
                new Role("limited", List.of("admin"), List.of(), List.of("ledger:verify:all")));

        assertThat(reach.covers(Set.of("admin"), "urgent")).isTrue();
        assertThat(reach.covers(Set.of("limited"), "urgent")).isFalse();
        assertThat(reach.covers(Set.of("admin", "limited"), "urgent")).isFalse();
    }

    @Test
    void a_role_that_a_condition_asks_for_is_given_only_by_who_may_do_everything() {
        PolicyReach reach = reach(
                role("admin", "*:*:all"),
                role("operator", "wallet:read:all"),
                role("badge"),
                new Role("officer", List.of("badge"), List.of(), List.of()),
                Role.named("gate")
                        .grant("ledger:verify:all", Conditions.role("badge"))
                        .build());

        assertThat(reach.covers(Set.of("operator", "badge"), "badge")).isFalse();
        assertThat(reach.covers(Set.of("operator"), "officer")).isFalse();
        assertThat(reach.covers(Set.of("admin"), "officer")).isTrue();
    }

    @Test
    void an_unknown_role_is_neither_known_nor_covered() {
        assertThat(builtIn.isKnown("emperor")).isFalse();
        assertThat(builtIn.covers(Set.of("admin"), "emperor")).isFalse();
        assertThat(builtIn.covers(Set.of("emperor"), "user")).isFalse();
    }

    private static PolicyReach reach(Role... roles) {
        return new PolicyReach(Policy.of(List.of(roles)));
    }

    private static Role role(String name, String... grants) {
        return new Role(name, List.of(), List.of(grants), List.of());
    }
}
