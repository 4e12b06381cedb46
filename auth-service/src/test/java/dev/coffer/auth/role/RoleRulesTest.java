package dev.coffer.auth.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.RoleSet;
import dev.coffer.access.condition.Conditions;
import dev.coffer.auth.role.RoleResult.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleRulesTest {

    /** Who manages roles, may look at wallets, and nothing else. */
    private static final Role LEAD = role("lead", "role:save:all", "role:read:all", "wallet:read:all");

    private static final Set<String> AS_LEAD = Set.of("lead");
    private static final Set<String> AS_ADMIN = Set.of("admin");

    private static Role role(String name, String... grants) {
        return new Role(name, List.of(), List.of(grants), List.of());
    }

    private static TenantRoles tenant(Role... roles) {
        return TenantRoles.none("main").with(List.of(roles));
    }

    private static @Nullable String beyond(TenantRoles before, Role saved, Set<String> held) {
        return RoleRules.beyond(before.policy(), before.with(List.of(saved)).policy(), held);
    }

    private static @Nullable RoleRefusal code(@Nullable Refused refused) {
        return refused == null ? null : (RoleRefusal) refused.code();
    }

    @Test
    void who_may_do_everything_changes_every_role_but_those_of_administrators() {
        TenantRoles before = tenant(LEAD);
        assertThat(beyond(before, role("finance", "user:read:all"), AS_ADMIN)).isNull();
        assertThat(beyond(before, role("teller", "*:*:all"), AS_ADMIN)).isNull();
        assertThat(code(RoleRules.check(role("admin", "*:*:all")))).isEqualTo(RoleRefusal.ROLE_FIXED);
        assertThat(code(RoleRules.check(role("tenant-admin", "*:*:all")))).isEqualTo(RoleRefusal.ROLE_FIXED);
    }

    @Test
    void a_role_within_ones_own_is_made_and_changed() {
        TenantRoles before = tenant(LEAD, role("clerk", "wallet:read:own"));
        assertThat(beyond(before, role("looker", "wallet:read:all"), AS_LEAD)).isNull();
        assertThat(beyond(before, role("clerk", "wallet:read:all"), AS_LEAD)).isNull();
    }

    @Test
    void nobody_gives_themselves_more_by_their_own_role() {
        TenantRoles before = tenant(LEAD);
        assertThat(beyond(before, role("lead", "role:save:all", "wallet:read:all", "wallet:adjust:all"), AS_LEAD))
                .isEqualTo("lead");
        assertThat(beyond(before, role("lead", "*:*:all"), AS_LEAD)).isEqualTo("lead");
    }

    @Test
    void nobody_gives_themselves_more_by_inheriting() {
        TenantRoles before = tenant(LEAD);
        Role heir = new Role("lead", List.of("finance"), List.of("role:save:all", "wallet:read:all"), List.of());
        assertThat(beyond(before, heir, AS_LEAD)).isEqualTo("lead");

        TenantRoles withParent =
                tenant(role("base", "wallet:read:all"), new Role("lead", List.of("base"), List.of(), List.of()));
        assertThat(beyond(withParent, role("base", "wallet:read:all", "wallet:adjust:all"), AS_LEAD))
                .isEqualTo("base");
    }

    @Test
    void nobody_changes_a_parent_of_a_role_that_stands_above_them() {
        TenantRoles before = tenant(
                LEAD,
                role("base", "wallet:read:own"),
                new Role("boss", List.of("base"), List.of("ledger:verify:all"), List.of()));
        assertThat(beyond(before, role("base", "wallet:read:all"), AS_LEAD)).isEqualTo("boss");
        assertThat(beyond(before, role("boss", "wallet:read:all"), AS_LEAD)).isEqualTo("boss");
        assertThat(beyond(before, role("operator", "wallet:read:all"), AS_LEAD)).isIn("finance", "operator");
    }

    @Test
    void nobody_raises_a_priority_over_their_own() {
        TenantRoles before = tenant(LEAD, role("clerk", "wallet:read:own"));
        Role urgent = Role.named("clerk").grant("wallet:read:own", 1, null).build();
        assertThat(beyond(before, urgent, AS_LEAD)).isEqualTo("clerk");
        assertThat(beyond(before, urgent, AS_ADMIN)).isNull();
    }

    @Test
    void a_grant_under_a_condition_makes_no_unconditional_one() {
        Role byDay = Role.named("lead")
                .grant("role:save:all")
                .grant("wallet:adjust:all", Conditions.hours("08:00", "18:00", "UTC"))
                .build();
        assertThat(beyond(tenant(byDay), role("lead", "role:save:all", "wallet:adjust:all"), AS_LEAD))
                .isEqualTo("lead");
        assertThat(beyond(tenant(byDay), role("helper", "wallet:adjust:own"), AS_LEAD))
                .isEqualTo("helper");
    }

    @Test
    void nobody_brings_a_role_within_reach_that_a_condition_of_others_asks_for() {
        Role vault = Role.named("lead")
                .grant("role:save:all")
                .grant("ledger:verify:all", Conditions.role("keyholder"))
                .build();
        TenantRoles before = tenant(vault, role("keyholder"), role("clerk", "role:save:all"));
        Role heir = new Role("clerk", List.of("keyholder"), List.of("role:save:all"), List.of());
        assertThat(beyond(before, heir, AS_LEAD)).isEqualTo("clerk");
        assertThat(beyond(before, heir, AS_ADMIN)).isNull();

        // And the other way round: to stop being what a condition wants one not to be.
        Role unless = Role.named("lead")
                .grant("role:save:all")
                .grant("ledger:verify:all", Conditions.not(Conditions.role("trainee")))
                .build();
        TenantRoles limited =
                tenant(unless, role("trainee"), new Role("clerk", List.of("trainee"), List.of(), List.of()));
        assertThat(beyond(limited, role("clerk"), AS_LEAD)).isEqualTo("clerk");
    }

    @Test
    void nobody_drops_a_denial_nor_puts_one_upon_others_who_may_not_do_everything() {
        Role denied = new Role("clerk", List.of(), List.of("wallet:read:own"), List.of("wallet:adjust:all"));
        TenantRoles before = tenant(LEAD, denied);
        assertThat(beyond(before, role("clerk", "wallet:read:own"), AS_LEAD)).isEqualTo("clerk");
        TenantRoles without = tenant(LEAD, role("clerk", "wallet:read:own"));
        assertThat(beyond(without, denied, AS_LEAD)).isEqualTo("clerk");
        assertThat(beyond(without, denied, AS_ADMIN)).isNull();
        assertThat(RoleRules.beyond(before.policy(), before.without("clerk").policy(), AS_LEAD))
                .isEqualTo("clerk");
    }

    @Test
    void who_is_denied_something_changes_nothing() {
        Role bound = new Role("bound", List.of("admin"), List.of(), List.of("ledger:verify:all"));
        TenantRoles before = tenant(bound);
        assertThat(beyond(before, new Role("bound", List.of("admin"), List.of(), List.of()), Set.of("bound")))
                .isEqualTo("bound");
        assertThat(beyond(before, role("clerk", "wallet:read:own"), Set.of("bound", "admin")))
                .isEqualTo("clerk");
    }

    @Test
    void deleting_what_a_tenant_changed_about_a_built_in_role_is_held_to_the_same() {
        TenantRoles before = tenant(LEAD, role("operator", "wallet:read:own"), role("finance", "wallet:read:own"));
        Policy after = before.without("operator").policy();
        assertThat(RoleRules.beyond(before.policy(), after, AS_LEAD)).isEqualTo("operator");
        assertThat(RoleRules.beyond(before.policy(), after, AS_ADMIN)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role:save:all", "role:*:own", "*:save:all", "*:*:all", "*:*:own", "role:read:x1"})
    void no_role_keeps_administrators_from_changing_it_back(String denied) {
        Role role =
                Role.named("suspect").deny(denied, Conditions.role("suspect")).build();
        assertThat(code(RoleRules.check(role))).isEqualTo(RoleRefusal.ROLE_LOCKS_OUT);
    }

    @Test
    void other_denials_are_for_a_tenant_to_decide_unless_they_bind_who_decides() {
        Role denying = new Role("user", List.of(), List.of("user:read:own"), List.of("role:assign:all"));
        assertThat(RoleRules.check(denying)).isNull();
        Policy before = TenantRoles.none("main").policy();
        Policy after = tenant(denying).policy();
        assertThat(RoleRules.locksOut(before, after, AS_ADMIN)).isFalse();
        assertThat(RoleRules.locksOut(before, after, Set.of("admin", "user"))).isTrue();
        assertThat(RoleRules.locksOut(before, after, Set.of("user"))).isFalse();
    }

    @Test
    void there_are_limits_on_rules_roles_and_what_they_come_to() {
        List<String> urns = IntStream.rangeClosed(0, RoleLimits.RULES)
                .mapToObj(i -> "wallet:read:w-" + i)
                .toList();
        assertThat(code(RoleRules.check(new Role("big", List.of(), urns, List.of()))))
                .isEqualTo(RoleRefusal.TOO_MANY_RULES);
        assertThat(RoleRules.check(new Role("big", List.of(), urns.subList(1, urns.size()), List.of())))
                .isNull();
        assertThat(together(named(RoleLimits.ROLES))).isNull();
        assertThat(together(named(RoleLimits.ROLES + 1))).isEqualTo(RoleRefusal.TOO_MANY_ROLES);
        // A chain: each has its own and all before it.
        List<Role> chain = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            chain.add(
                    new Role("r-" + i, i == 0 ? List.of() : List.of("r-" + (i - 1)), urns.subList(1, 101), List.of()));
        }
        assertThat(together(chain)).isEqualTo(RoleRefusal.ROLES_TOO_LARGE);
        assertThat(together(chain.subList(0, 20))).isNull();
        List<Role> doubling = new ArrayList<>(List.of(role("d-0", "wallet:read:own")));
        for (int i = 1; i < 100; i++) {
            doubling.add(new Role("d-" + i, List.of("d-" + (i - 1), "d-" + Math.max(0, i - 2)), List.of(), List.of()));
        }
        assertThat(together(doubling)).isEqualTo(RoleRefusal.ROLES_TOO_LARGE);
    }

    @Test
    void cycles_and_unknown_parents_are_told_by_name() {
        Role first = new Role("first", List.of("second"), List.of(), List.of());
        Role second = new Role("second", List.of("first"), List.of(), List.of());
        Refused cycle = RoleRules.checkTogether(tenant(first, second), "input.inherits");
        assertThat(code(cycle)).isEqualTo(RoleRefusal.ROLE_CYCLE);
        assertThat(cycle).isNotNull().extracting(Refused::message).asString().contains("first -> ");
        assertThat(code(RoleRules.checkParents(tenant(first), first))).isEqualTo(RoleRefusal.ROLE_PARENT_UNKNOWN);
        assertThat(RoleRules.checkParents(tenant(first, second), first)).isNull();
    }

    @Test
    void every_set_is_within_an_administrators_reach_and_no_set_within_a_clerks() {
        for (RoleSet set : RoleSet.values()) {
            TenantRoles before = tenant(LEAD);
            Policy after = before.with(set.roles()).policy();
            assertThat(RoleRules.beyond(before.policy(), after, AS_ADMIN)).isNull();
            assertThat(RoleRules.beyond(before.policy(), after, AS_LEAD)).isNotNull();
        }
    }

    private static List<Role> named(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> role("r-" + i, "wallet:read:own"))
                .toList();
    }

    private static @Nullable RoleRefusal together(Collection<Role> roles) {
        return code(RoleRules.checkTogether(TenantRoles.none("main").with(roles), "input.name"));
    }
}
