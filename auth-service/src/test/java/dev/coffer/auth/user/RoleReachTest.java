package dev.coffer.auth.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoleReachTest {

    private final Map<String, Policy> policies = new HashMap<>(Map.of("main", BuiltInRoles.policy()));
    private final RoleReach reach = new RoleReach(tenant -> policies.getOrDefault(tenant, BuiltInRoles.policy()));

    @Test
    void deciding_about_a_user_takes_covering_every_role_of_theirs() {
        assertThat(reach.coversAll("main", Set.of("finance"), Set.of("operator", "finance")))
                .isTrue();
        assertThat(reach.coversAll("main", Set.of("finance"), Set.of("operator", "admin")))
                .isFalse();
    }

    @Test
    void a_role_reaches_as_far_as_its_own_tenant_says_at_that_moment() {
        assertThat(reach.covers("main", Set.of("finance"), "operator")).isTrue();

        Policy.Builder changed = Policy.builder();
        BuiltInRoles.all().stream()
                .filter(role -> !role.name().equals("operator"))
                .forEach(changed::role);
        policies.put(
                "main",
                changed.role(new Role("operator", List.of(), List.of("kyc:decide:all"), List.of()))
                        .role(new Role("clerk", List.of(), List.of("kyc:decide:all"), List.of()))
                        .build());

        assertThat(reach.covers("main", Set.of("clerk"), "operator")).isTrue();
        assertThat(reach.covers("acme", Set.of("clerk"), "operator")).isFalse();
        assertThat(reach.isKnown("main", "clerk")).isTrue();
        assertThat(reach.isKnown("acme", "clerk")).isFalse();
        assertThat(reach.covers("acme", Set.of("finance"), "operator")).isTrue();
    }
}
