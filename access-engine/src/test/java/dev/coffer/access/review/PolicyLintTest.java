package dev.coffer.access.review;

import static dev.coffer.access.condition.Conditions.and;
import static dev.coffer.access.condition.Conditions.between;
import static dev.coffer.access.condition.Conditions.cidr;
import static dev.coffer.access.condition.Conditions.days;
import static dev.coffer.access.condition.Conditions.equal;
import static dev.coffer.access.condition.Conditions.hours;
import static dev.coffer.access.condition.Conditions.in;
import static dev.coffer.access.condition.Conditions.matches;
import static dev.coffer.access.condition.Conditions.not;
import static dev.coffer.access.condition.Conditions.or;
import static dev.coffer.access.condition.Conditions.owner;
import static dev.coffer.access.condition.Conditions.rate;
import static dev.coffer.access.condition.Conditions.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Value;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyLintTest {
    @Test
    void a_grant_that_a_denial_takes_whole_is_found() {
        Role base = Role.named("base").deny("wallet:*:all").build();
        Role heir = Role.named("heir")
                .inherits("base")
                .grant("wallet:read:own")
                .grant("fee:read:all")
                .build();

        assertThat(PolicyLint.check(Policy.of(List.of(base, heir))))
                .containsExactly(new Finding(
                        Finding.Code.GRANT_DENIED,
                        "heir",
                        heir.rules().getFirst(),
                        "role \"heir\" grants wallet:read:own; there is also: role \"base\" denies wallet:*:all, which takes all"
                                + " that it permits"));
    }

    @Test
    void a_denial_that_leaves_something_takes_nothing_whole() {
        assertThat(codes(Role.named("r").grant("wallet:read:all").deny("wallet:read:own")))
                .isEmpty();
        assertThat(codes(Role.named("r").grant("wallet:read:all").deny("wallet:read:all", owner())))
                .isEmpty();
        assertThat(codes(Role.named("r").grant("wallet:read:all", 1, null).deny("*:*:all")))
                .isEmpty();
        assertThat(codes(Role.named("r").grant("wallet:read:own", owner()).deny("*:*:all", owner())))
                .containsExactly(Finding.Code.GRANT_DENIED);
    }

    @Test
    void what_a_broader_rule_covers_is_found_once() {
        assertThat(codes(Role.named("r").grant("wallet:read:own").grant("wallet:*:all")))
                .containsExactly(Finding.Code.GRANT_COVERED);
        assertThat(codes(Role.named("r").grant("wallet:read:all").grant("wallet:read:*")))
                .containsExactly(Finding.Code.GRANT_COVERED);
        assertThat(codes(Role.named("r").grant("wallet:read:own", owner()).grant("wallet:read:all", owner())))
                .containsExactly(Finding.Code.GRANT_COVERED);
        assertThat(codes(Role.named("r").grant("wallet:read:own").grant("wallet:read:all", owner())))
                .isEmpty();
        assertThat(codes(Role.named("r").grant("wallet:read:own", 1, null).grant("wallet:read:all")))
                .isEmpty();
        assertThat(codes(
                        Role.named("r").grant("a:b:all").deny("wallet:read:own").deny("wallet:read:all")))
                .containsExactly(Finding.Code.DENIAL_COVERED);
    }

    @Test
    void a_denial_below_a_grant_of_everything_is_found_and_one_below_a_grant_for_own_is_not() {
        assertThat(codes(Role.named("r").grant("wallet:*:all", 1, null).deny("wallet:read:own")))
                .containsExactly(Finding.Code.DENIAL_OUTRANKED);
        assertThat(codes(Role.named("r")
                        .grant("wallet:*:own", 1, null)
                        .grant("a:b:all")
                        .deny("wallet:read:own")))
                .as("without it, somebody whose wallet it may be would be permitted by another grant")
                .isEmpty();
    }

    @Test
    void a_role_without_effect_is_found_unless_something_needs_it() {
        Role idle = Role.named("idle").build();
        Role badge = Role.named("badge").build();
        Role parent = Role.named("parent").build();
        Role asking = Role.named("asking")
                .inherits("parent")
                .grant("a:b:all", and(role("badge"), role("ghost")))
                .build();

        assertThat(PolicyLint.check(Policy.of(List.of(idle, badge, parent, asking))))
                .extracting(Finding::code, Finding::role)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Finding.Code.ROLE_WITHOUT_EFFECT, "idle"),
                        org.assertj.core.groups.Tuple.tuple(Finding.Code.ROLE_UNKNOWN, "asking"));
    }

    static List<Condition> impossible() {
        Condition open = equal("resource.x", "open");
        return List.of(
                hours("08:00", "08:00", "UTC"),
                rate("payouts", 0, Duration.ofHours(1)),
                and(role("r"), not(role("r"))),
                and(role("r"), not(role("base"))),
                not(or(owner(), not(owner()))),
                and(open, equal("resource.x", "closed")),
                and(open, equal("resource.x", Value.of(1))),
                and(open, not(in("resource.x", "open", "closed"))),
                and(open, matches("resource.x", "c*")),
                and(in("resource.x", "a", "b"), in("resource.x", "c", "d")),
                and(equal("resource.x", Value.of(5)), between("resource.x", "6", "9")),
                and(between("resource.x", "0", "1"), between("resource.x", "2", "3")),
                and(between("resource.x", "0", "1"), matches("resource.x", "*")),
                and(days("UTC", DayOfWeek.MONDAY), days("UTC", DayOfWeek.TUESDAY)),
                and(hours("22:00", "06:00", "UTC"), hours("06:00", "22:00", "UTC")),
                and(cidr("10.0.0.0/8"), cidr("11.0.0.0/8", "::/0")),
                or(and(open, not(open)), hours("01:00", "01:00", "UTC")),
                and(Conditions.allRoles("r", "base"), not(Conditions.anyRole("r", "x"))));
    }

    static List<Condition> possible() {
        return List.of(
                hours("08:00", "07:59", "UTC"),
                and(role("base"), not(role("r"))),
                or(role("r"), not(role("r"))),
                and(equal("resource.x", "open"), equal("resource.y", "closed")),
                and(equal("resource.x", "open"), matches("resource.x", "o*")),
                and(in("resource.x", "a", "b"), in("resource.x", "b", "c")),
                and(between("resource.x", "0", "1"), between("resource.x", "1", "3")),
                and(days("UTC", DayOfWeek.MONDAY), days("Asia/Tokyo", DayOfWeek.TUESDAY)),
                and(hours("22:00", "06:00", "UTC"), hours("05:59", "22:00", "UTC")),
                and(cidr("10.0.0.0/8"), cidr("10.1.0.0/16")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void a_condition_that_can_never_hold_is_found(Condition condition) {
        Role base = Role.named("base").grant("z:z:all").build();
        Role role = Role.named("r").inherits("base").grant("a:b:all", condition).build();
        Role other = Role.named("x").grant("z:z:all").build();

        assertThat(PolicyLint.check(Policy.of(List.of(base, role, other))))
                .extracting(Finding::code)
                .containsExactly(Finding.Code.CONDITION_NEVER_HOLDS);
    }

    @ParameterizedTest
    @MethodSource("possible")
    void a_condition_that_can_hold_is_left_alone(Condition condition) {
        Role base = Role.named("base").grant("z:z:all").build();
        Role role = Role.named("r").inherits("base").grant("a:b:all", condition).build();

        assertThat(PolicyLint.check(Policy.of(List.of(base, role)))).isEmpty();
    }

    @Test
    void the_built_in_roles_have_no_finding_but_what_an_admin_has_twice() {
        assertThat(PolicyLint.check(BuiltInRoles.policy()))
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo(Finding.Code.GRANT_COVERED));
    }

    private static List<Finding.Code> codes(Role.Builder role) {
        return PolicyLint.check(Policy.of(List.of(role.build()))).stream()
                .map(Finding::code)
                .toList();
    }
}
