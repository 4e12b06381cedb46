package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Subject;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Rates;
import dev.coffer.access.json.PolicyJson;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.identity.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircumstancesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Whether a grant under the condition permits. */
    private static boolean holds(Condition condition, @Nullable String acr, @Nullable String actor, Instant now) {
        return holds(
                condition, new Caller("ann", "acme", Set.of("teller"), "s1", new Terms(null, acr, null, actor)), now);
    }

    private static boolean holds(Condition condition, Caller caller, Instant now) {
        CompiledPolicy policy = Policy.of(List.of(
                        Role.named("teller").grant("wallet:read:all", condition).build()))
                .compile();
        Subject subject = new Subject("ann", "acme", caller.roles());
        return policy.decide(subject, "wallet", "read", null, null, Circumstances.of(caller, now, Rates.NONE))
                .isPermitted();
    }

    private static boolean holds(String condition, @Nullable String acr, @Nullable String actor) {
        return holds(PolicyJson.readCondition(condition), acr, actor, NOON);
    }

    @Test
    void the_time_is_known() {
        Condition atWork = Conditions.hours("08:00", "18:00", "UTC");
        assertThat(holds(atWork, null, null, NOON)).isTrue();
        assertThat(holds(atWork, null, null, NOON.plusSeconds(8 * 3_600))).isFalse();
    }

    @Test
    void what_is_decided_about_is_always_of_the_callers_tenant() {
        assertThat(holds(Conditions.sameTenant(), null, null, NOON)).isTrue();
    }

    @Test
    void a_condition_may_ask_for_a_second_factor_and_nobody_passes_of_whom_it_is_not_known() {
        String strong = "{\"equals\": {\"attribute\": \"request.acr\", \"value\": \"2\"}}";
        assertThat(holds(strong, "2", null)).isTrue();
        assertThat(holds(strong, "1", null)).isFalse();
        assertThat(holds(strong, null, null)).isFalse();
        assertThat(holds("{\"not\": " + strong + "}", null, null)).isFalse();
    }

    @Test
    void a_condition_may_ask_for_the_caller_in_person() {
        String inPerson = "{\"equals\": {\"attribute\": \"request.impersonated\", \"value\": false}}";
        assertThat(holds(inPerson, null, null)).isTrue();
        assertThat(holds(inPerson, "2", "support")).isFalse();
    }

    @Test
    void a_condition_about_an_address_holds_for_nobody_of_whom_it_is_not_known() {
        assertThat(holds("{\"cidr\": [\"0.0.0.0/0\"]}", null, null)).isFalse();
        assertThat(holds("{\"not\": {\"cidr\": [\"10.0.0.0/8\"]}}", null, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,         true",
        "::ffff:10.1.2.3,  true",
        "11.1.2.3,         false",
        "2001:db8:1::7,    true",
        "2001:db8:2::7,    false",
        "255.1.2.3,        false"
    })
    void a_condition_about_an_address_holds_for_who_calls_from_there(String address, boolean isThere) {
        Caller caller =
                new Caller("ann", "acme", Set.of("teller"), "s1", Terms.NONE, new Visit(ClientAddress.find(address)));

        assertThat(holds(Conditions.cidr("10.0.0.0/8", "2001:db8:1::/48"), caller, NOON))
                .isEqualTo(isThere);
        assertThat(holds(Conditions.not(Conditions.cidr("10.0.0.0/8", "2001:db8:1::/48")), caller, NOON))
                .isNotEqualTo(isThere);
    }
}
