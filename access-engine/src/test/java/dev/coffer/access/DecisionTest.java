package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    private static final CompiledPolicy POLICY = Policy.of(List.of(
                    new Role("reader", List.of(), List.of("wallet:read:own", "user:read:all"), List.of()),
                    new Role("heir", List.of("reader"), List.of(), List.of()),
                    new Role("pointed", List.of(), List.of("wallet:read:w-1", "kyc:read:team/blue"), List.of()),
                    new Role(
                            "barred",
                            List.of(),
                            List.of("wallet:read:all"),
                            List.of("wallet:read:own", "wallet:close:all", "wallet:lock:w-1"))))
            .compile();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "reader  | user:read    | -         | -   | permit user:read by ada: role \"reader\" grants user:read:all",
                "reader  | wallet:read  | ada       | w-1 | permit wallet:read by ada: role \"reader\" grants wallet:read:own, and the subject owns the target",
                "heir    | wallet:read  | ada       | w-1 | permit wallet:read by ada: role \"heir\" through role \"reader\" grants wallet:read:own, and the subject owns the target",
                "reader  | wallet:read  | bob       | w-1 | deny wallet:read by ada: role \"reader\" grants wallet:read:own, but someone else owns the target",
                "reader  | wallet:read  | -         | w-1 | deny wallet:read by ada: role \"reader\" grants wallet:read:own, but the owner of the target is not known",
                "pointed | wallet:read  | -         | w-1 | permit wallet:read by ada: role \"pointed\" grants wallet:read:w-1, and this is that target",
                "pointed | wallet:read  | -         | w-2 | deny wallet:read by ada: role \"pointed\" grants wallet:read:w-1, but this is another target",
                "pointed | wallet:read  | ada       | -   | deny wallet:read by ada: role \"pointed\" grants wallet:read:w-1, but the target is not known",
                "pointed | kyc:read     | team/blue | -   | permit kyc:read by ada: role \"pointed\" grants kyc:read:team/blue, and that team owns the target",
                "barred  | wallet:read  | ada       | w-1 | deny wallet:read by ada: role \"barred\" denies wallet:read:own, and the subject owns the target; a denial overrides every grant",
                "barred  | wallet:close | ada       | w-1 | deny wallet:close by ada: role \"barred\" denies wallet:close:all; a denial overrides every grant",
                "barred  | wallet:read  | -         | w-1 | deny wallet:read by ada: role \"barred\" denies wallet:read:own, and the owner of the target is not known",
                "barred  | wallet:lock  | bob       | -   | deny wallet:lock by ada: role \"barred\" denies wallet:lock:w-1, and the target is not known",
                "reader  | fee:update   | ada       | f-1 | deny fee:update by ada: no grant in the roles reader",
            })
    void a_decision_explains_itself_in_words(
            String role, String asked, @Nullable String owner, @Nullable String target, String explanation) {
        Decision decision = decide(Set.of(role), asked, owner, target);

        assertThat(decision.explain()).isEqualTo(explanation);
        assertThat(decision).hasToString(explanation);
        assertThat(decision.isPermitted()).isEqualTo(explanation.startsWith("permit"));
    }

    @Test
    void a_subject_without_roles_is_told_so_and_several_are_listed_in_order() {
        assertThat(decide(Set.of(), "fee:update", null, null).explain())
                .isEqualTo("deny fee:update by ada: the subject holds no role");
        assertThat(decide(Set.of("reader", "pointed", "ghost"), "fee:update", null, null)
                        .explain())
                .isEqualTo("deny fee:update by ada: no grant in the roles ghost, pointed, reader");
    }

    @Test
    void the_rule_that_decided_is_named_with_the_role_that_states_it() {
        Decision permitted = decide(Set.of("heir"), "wallet:read", "ada", "w-1");

        assertThat(permitted.outcome()).isEqualTo(Decision.Outcome.GRANTED);
        assertThat(permitted.rule()).isEqualTo(new Rule("reader", Rule.Effect.GRANT, Urn.parse("wallet:read:own")));
        assertThat(decide(Set.of("reader"), "fee:update", null, null).rule()).isNull();
    }

    @Test
    void a_certain_denial_is_named_before_a_possible_one_and_before_a_grant() {
        Decision denied = decide(Set.of("reader", "pointed", "barred"), "wallet:read", "ada", "w-1");

        assertThat(denied.outcome()).isEqualTo(Decision.Outcome.DENIED_BY_RULE);
        assertThat(denied.rule()).isEqualTo(new Rule("barred", Rule.Effect.DENIAL, Urn.parse("wallet:read:own")));
    }

    private static Decision decide(Set<String> roles, String asked, @Nullable String owner, @Nullable String target) {
        String[] names = asked.split(":");
        return POLICY.decide(new Subject("ada", "acme", roles), names[0], names[1], owner, target);
    }
}
