package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.json.PolicyJson;
import dev.coffer.access.review.PolicyLint;
import dev.coffer.access.testing.PolicyExpectations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleSetTest {
    private static Policy with(RoleSet... sets) {
        Policy.Builder policy = Policy.builder().roles(BuiltInRoles.all());
        List.of(sets).forEach(set -> policy.roles(set.roles()));
        return policy.build();
    }

    @Test
    void all_sets_fit_together_with_the_built_in_roles_and_each_other() {
        assertThat(with(RoleSet.values()).roles()).hasSize(BuiltInRoles.all().size() + 13);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_in_a_set_is_without_effect(RoleSet set) {
        assertThat(PolicyLint.check(with(set)))
                .filteredOn(finding ->
                        set.roles().stream().anyMatch(role -> role.name().equals(finding.role())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_role_written_by_itself_reads_back_equal(RoleSet set) {
        for (Role role : set.roles()) {
            assertThat(PolicyJson.readRole(PolicyJson.writeRole(role))).isEqualTo(role);
        }
    }

    @Test
    void who_stands_higher_may_do_more() {
        PolicyExpectations.of(with(RoleSet.values()))
                .given("teller")
                .can("wallet:deposit:all")
                .cannot("transfer:approve:all")
                .given("branch-manager")
                .can("wallet:deposit:all")
                .can("transfer:approve:all")
                .cannot("wallet:adjust:all")
                .given("betting-player")
                .can("bet:place:own")
                .cannot("bet:place:other")
                .given("forex-analyst")
                .can("wallet:read:all")
                .cannot("transfer:create:own");
    }
}
