package dev.coffer.access.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Context;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyExpectationsTest {
    private final PolicyExpectations expectations = PolicyExpectations.of(Policy.of(List.of(
            new Role("clerk", List.of(), List.of("wallet:read:all", "kyc:read:team/blue", "fee:read:f-1"), List.of()),
            Role.named("teller")
                    .inherits("clerk")
                    .grant("wallet:adjust:all", Conditions.sameTenant())
                    .deny("wallet:adjust:own")
                    .build())));

    @Test
    void each_target_asks_what_it_says() {
        PolicyExpectations last = expectations
                .given("clerk")
                .can("wallet:read:all")
                .can("wallet:read:own")
                .can("wallet:read:w-7")
                .cannot("wallet:adjust:other")
                .can("kyc:read:team/blue")
                .cannot("kyc:read:team/red")
                .cannot("kyc:read:all")
                .can("fee:read:f-1")
                .cannot("fee:read:f-2")
                .given("teller")
                .can("wallet:read:all")
                .cannot("wallet:adjust:other")
                .when(Context.builder().resourceTenant("the-tenant").build())
                .can("wallet:adjust:other")
                .cannot("wallet:adjust:own")
                .cannot("wallet:adjust:all")
                .given()
                .cannot("wallet:read:own");

        assertThat(last).isNotNull();
    }

    @Test
    void what_is_not_as_expected_fails_with_the_reason() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> expectations.given("clerk").can("wallet:adjust:own"))
                .withMessage("expected that [clerk] can wallet:adjust:own, but: deny wallet:adjust by the-subject:"
                        + " no grant in the roles clerk");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> expectations.given("clerk").cannot("wallet:read:own"))
                .withMessageStartingWith("expected that [clerk] cannot wallet:read:own, but: permit wallet:read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectations.given("clerk").cannot("*:read:own"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> expectations.given("clerk").can("wallet:read"));
    }
}
