package dev.coffer.access.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import dev.coffer.access.condition.Conditions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyDiffTest {
    private static final Role CLERK = role("clerk", "wallet:read:all", "fee:read:all");

    @Test
    void what_was_written_differently_is_listed() {
        Role old = role("old", "a:b:all");
        Role before = Role.named("teller")
                .inherits("clerk")
                .grant("wallet:adjust:all")
                .grant("rate:read:all")
                .build();
        Role after = Role.named("teller")
                .grant("wallet:adjust:all", Conditions.sameTenant())
                .deny("wallet:close:all")
                .build();
        Role fresh = role("fresh", "a:b:all");

        PolicyDiff diff =
                PolicyDiff.between(Policy.of(List.of(CLERK, old, before)), Policy.of(List.of(CLERK, after, fresh)));

        assertThat(diff.changes())
                .containsExactlyInAnyOrder(
                        new PolicyDiff.Change.RoleRemoved(old),
                        new PolicyDiff.Change.InheritanceChanged("teller", List.of("clerk"), List.of()),
                        new PolicyDiff.Change.RuleChanged(
                                before.rules().get(0), after.rules().get(0)),
                        new PolicyDiff.Change.RuleAdded(after.rules().get(1)),
                        new PolicyDiff.Change.RuleRemoved(before.rules().get(1)),
                        new PolicyDiff.Change.RoleAdded(fresh));
    }

    @Test
    void heirs_gain_and_lose_what_the_role_that_they_inherit_does() {
        Role teller = Role.named("teller")
                .inherits("clerk")
                .grant("wallet:adjust:all")
                .build();
        Role changed =
                Role.named("clerk").grant("wallet:read:own").grant("fee:*:all").build();

        PolicyDiff diff = PolicyDiff.between(Policy.of(List.of(CLERK, teller)), Policy.of(List.of(changed, teller)));

        assertThat(diff.reach()).extracting(PolicyDiff.ReachChange::role).containsExactlyInAnyOrder("clerk", "teller");
        assertThat(diff.reach()).allSatisfy(change -> {
            assertThat(change.gainedGrants()).containsExactly(grant("clerk", "fee:*:all"));
            assertThat(change.lostGrants()).containsExactly(grant("clerk", "wallet:read:all"));
            assertThat(change.gainedDenials()).isEmpty();
        });
    }

    @Test
    void a_denial_that_takes_a_grant_whole_is_a_loss_and_what_has_no_effect_is_no_change() {
        Role denied = Role.named("clerk")
                .grant("wallet:read:all")
                .grant("fee:read:all")
                .grant("fee:read:own")
                .deny("fee:*:all")
                .build();

        PolicyDiff.ReachChange change = PolicyDiff.between(Policy.of(List.of(CLERK)), Policy.of(List.of(denied)))
                .reach()
                .getFirst();

        assertThat(change.lostGrants()).containsExactly(grant("clerk", "fee:read:all"));
        assertThat(change.gainedDenials()).hasSize(1);
        assertThat(change.gainedGrants()).isEmpty();
    }

    @Test
    void inheriting_another_role_is_listed_even_where_it_grants_nothing() {
        Role badge = role("badge");
        Role plain = role("user", "a:b:own");
        Role wearing = Role.named("user").inherits("badge").grant("a:b:own").build();

        PolicyDiff diff = PolicyDiff.between(Policy.of(List.of(badge, plain)), Policy.of(List.of(badge, wearing)));

        assertThat(diff.reach())
                .containsExactly(new PolicyDiff.ReachChange(
                        "user", List.of(), List.of(), List.of(), List.of(), Set.of("badge"), Set.of()));
    }

    private static Role role(String name, String... grants) {
        return new Role(name, List.of(), List.of(grants), List.of());
    }

    private static Rule grant(String role, String urn) {
        return new Rule(role, Rule.Effect.GRANT, Urn.parse(urn));
    }
}
