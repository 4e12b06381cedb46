package dev.coffer.access;

import static dev.coffer.access.condition.Conditions.hours;
import static dev.coffer.access.condition.Conditions.role;
import static dev.coffer.access.condition.Conditions.sameTenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.condition.ConditionResult;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What conditions and priorities do to a decision, and what it says of them. */
class PriorityTest {
    private static final Context NIGHT =
            Context.builder().now(Instant.parse("2026-01-15T02:12:00Z")).build();
    private static final Context NOON =
            Context.builder().now(Instant.parse("2026-01-15T11:00:00Z")).build();

    @Test
    void a_grant_holds_within_its_hours_only_and_says_why() {
        Role teller = Role.named("teller")
                .grant("wallet:adjust:all", hours("08:00", "18:00", "Europe/Vienna"))
                .build();

        assertThat(decide(NOON, teller))
                .hasToString("permit wallet:adjust by ada: role \"teller\" grants wallet:adjust:all"
                        + " if hours 08:00-18:00 Europe/Vienna, and its condition holds because the hour 12:00 in Europe/Vienna is"
                        + " between 08:00 and 18:00");
        assertThat(decide(NIGHT, teller))
                .hasToString("deny wallet:adjust by ada: role \"teller\" grants wallet:adjust:all"
                        + " if hours 08:00-18:00 Europe/Vienna, but its condition does not hold because the hour 03:12 in"
                        + " Europe/Vienna is not between 08:00 and 18:00");
        assertThat(decide(Context.EMPTY, teller).explain())
                .endsWith("but its condition is not certain because the time is not known");
        assertThat(decide(Context.EMPTY, teller).outcome()).isEqualTo(Decision.Outcome.NOT_GRANTED_BY_CONDITION);
    }

    @Test
    void a_denial_denies_unless_its_condition_is_known_to_fail() {
        Role boss = Role.named("boss")
                .grant("wallet:adjust:all")
                .deny("wallet:adjust:all", hours("18:00", "08:00", "Europe/Vienna"))
                .build();

        assertThat(decide(NOON, boss).isPermitted()).isTrue();
        assertThat(decide(NIGHT, boss).outcome()).isEqualTo(Decision.Outcome.DENIED_BY_RULE);
        assertThat(decide(Context.EMPTY, boss))
                .hasToString("deny wallet:adjust by ada: role \"boss\" denies"
                        + " wallet:adjust:all if hours 18:00-08:00 Europe/Vienna, and its condition is not certain because the time"
                        + " is not known");
    }

    @Test
    void a_higher_priority_decides_and_within_one_a_denial_wins() {
        Role role = Role.named("role")
                .grant("wallet:adjust:all")
                .deny("wallet:*:all")
                .grant("wallet:adjust:w-1", 1, null)
                .deny("*:*:own", 1, null)
                .build();
        CompiledPolicy policy = Policy.of(List.of(role)).compile();

        assertThat(policy.decide(holding("role"), "wallet", "adjust", "bob", "w-1")
                        .isPermitted())
                .isTrue();
        assertThat(policy.decide(holding("role"), "wallet", "adjust", "bob", "w-2")
                        .isPermitted())
                .isFalse();
        assertThat(policy.decide(holding("role"), "wallet", "adjust", "ada", "w-1")
                        .isPermitted())
                .isFalse();
        assertThat(policy.decide(holding("role"), "wallet", "adjust", null, "w-1")
                        .outcome())
                .isEqualTo(Decision.Outcome.DENIED_UNLESS_KNOWN);
    }

    @Test
    void an_uncertain_grant_of_a_high_priority_changes_nothing_and_an_uncertain_denial_denies() {
        Role role = Role.named("role")
                .grant("wallet:adjust:all")
                .grant("wallet:adjust:all", 2, sameTenant())
                .build();
        Role barred =
                Role.named("barred").deny("wallet:adjust:all", 1, sameTenant()).build();

        assertThat(decide(Context.EMPTY, role).isPermitted()).isTrue();
        assertThat(decide(Context.EMPTY, role, barred).outcome()).isEqualTo(Decision.Outcome.DENIED_UNLESS_KNOWN);
        assertThat(decide(Context.builder().resourceTenant("acme").build(), role, barred)
                        .isPermitted())
                .isTrue();
        assertThat(decide(Context.builder().resourceTenant("umbrella").build(), role, barred)
                        .isPermitted())
                .isTrue();
    }

    @Test
    void a_role_in_a_condition_counts_when_inherited() {
        Role badge = Role.named("badge").build();
        Role officer = Role.named("officer").inherits("badge").build();
        Role gate = Role.named("gate").grant("wallet:adjust:all", role("badge")).build();
        CompiledPolicy policy = Policy.of(List.of(badge, officer, gate)).compile();

        assertThat(policy.decide(holding("gate", "officer"), "wallet", "adjust", null, null)
                        .isPermitted())
                .isTrue();
        assertThat(policy.decide(holding("gate"), "wallet", "adjust", null, null)
                        .isPermitted())
                .isFalse();
    }

    @Test
    void the_explanation_for_programs_has_the_path_and_the_condition() {
        Role base = Role.named("base").grant("wallet:adjust:all", sameTenant()).build();
        Role middle = Role.named("middle").inherits("base").build();
        Role top = Role.named("top").inherits("middle").build();
        Decision decision = Policy.of(List.of(base, middle, top))
                .compile()
                .decide(
                        holding("top"),
                        "wallet",
                        "adjust",
                        null,
                        null,
                        Context.builder().resourceTenant("umbrella").build());

        Explanation explanation = decision.explanation();

        assertThat(explanation.outcome()).isEqualTo(Decision.Outcome.NOT_GRANTED_BY_CONDITION);
        assertThat(explanation.heldRole()).isEqualTo("top");
        assertThat(explanation.path()).containsExactly("top", "middle", "base");
        assertThat(explanation.condition())
                .isEqualTo(new ConditionResult(
                        sameTenant(), Truth.FALSE, "the resource is not of the subject's tenant", List.of()));
        assertThat(explanation.sentence()).isEqualTo(decision.explain());
    }

    @Test
    void a_policy_says_what_it_counts_and_which_roles_it_asks_for() {
        Role role = Role.named("role")
                .grant(
                        "payout:create:own",
                        Conditions.and(Conditions.rate("payouts", 3, Duration.ofDays(1)), role("vip")))
                .deny("payout:create:all", Conditions.not(Conditions.anyRole("a", "b")))
                .build();
        Policy policy = Policy.of(List.of(role));

        assertThat(policy.counters()).extracting(Object::toString).containsExactly("payouts per PT24H");
        assertThat(policy.rolesInConditions()).containsExactly("vip", "a", "b");
    }

    private static Decision decide(Context context, Role... roles) {
        String[] names = Stream.of(roles).map(Role::name).toArray(String[]::new);
        return Policy.of(List.of(roles)).compile().decide(holding(names), "wallet", "adjust", "bob", "w-1", context);
    }

    private static Subject holding(String... roles) {
        return new Subject("ada", "acme", Set.of(roles));
    }
}
