package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.identity.Visit;
import dev.coffer.core.testkit.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Permissions that hold so often in a time: what counts, and what does not. */
class PermitRatesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Condition TWICE = Conditions.rate("reads", 2, MINUTE);

    private final MutableClock clock = MutableClock.atStandardTime();
    private final List<Denied> denials = new ArrayList<>();
    private final Permissions permissions = permissions(List.of(
            Role.named("teller").grant("wallet:read:all", TWICE).build(),
            Role.named("clerk")
                    .grant("wallet:read:all")
                    .deny("wallet:read:all", Conditions.not(TWICE))
                    .build(),
            Role.named("many")
                    .grant("wallet:read:all", Conditions.rate("reads", 10_001, MINUTE))
                    .build(),
            Role.named("never")
                    .grant("wallet:read:all", Conditions.rate("reads", 0, MINUTE))
                    .build()));

    private Permissions permissions(List<Role> roles) {
        CompiledPolicy policy = Policy.of(roles).compile();
        return new Permissions(
                new Decisions(tenant -> policy, new OwnPermitCounts(), clock),
                new SimpleMeterRegistry(),
                denials::add,
                clock);
    }

    private static Caller caller(String userId, String tenantId, String role, @Nullable Visit visit) {
        return new Caller(userId, tenantId, Set.of(role), "s", Terms.NONE, visit);
    }

    private static Caller ann(String role) {
        return caller("ann", "main", role, new Visit(null));
    }

    private boolean reads(Caller caller) {
        int before = denials.size();
        try {
            permissions.require(caller, "wallet", "read", null, "Query.wallet", true);
            return true;
        } catch (CodedException refused) {
            assertThat(denials).hasSize(before + 1);
            return false;
        }
    }

    @Test
    void so_many_operations_are_permitted_within_the_time_before_and_no_more() {
        assertThat(reads(ann("teller"))).isTrue();
        clock.advance(Duration.ofSeconds(40));
        assertThat(reads(ann("teller"))).isTrue();
        assertThat(reads(ann("teller"))).isFalse();
        assertThat(denials.getLast().reason()).contains("the count of reads per PT1M is 2, not below 2");

        clock.advance(Duration.ofSeconds(20));

        assertThat(reads(ann("teller"))).as("the first is forgotten").isTrue();
        assertThat(reads(ann("teller"))).as("the second is not").isFalse();
    }

    @Test
    void a_denial_that_holds_beyond_a_rate_bounds_what_is_granted_without_one() {
        assertThat(reads(ann("clerk"))).isTrue();
        assertThat(reads(ann("clerk"))).isTrue();
        assertThat(reads(ann("clerk"))).isFalse();
    }

    @Test
    void each_operation_of_a_request_counts_and_the_fields_below_it_do_not() {
        Caller once = ann("teller");
        assertThat(reads(once)).isTrue();
        for (int field = 0; field < 5; field++) {
            permissions.require(once, "wallet", "read", null, "Wallet.status");
            assertThat(permissions.permits(once, "wallet", "read", null)).isTrue();
        }
        assertThat(reads(once)).isTrue();
        assertThat(reads(once)).isFalse();
    }

    @Test
    void a_request_that_reaches_a_field_by_another_way_counts_once_for_it() {
        for (int request = 0; request < 2; request++) {
            Caller one = ann("teller");
            assertThat(permissions.permits(one, "wallet", "read", null)).isTrue();
            assertThat(permissions.permits(one, "wallet", "read", null)).isTrue();
        }
        assertThat(permissions.permits(ann("teller"), "wallet", "read", null)).isFalse();
    }

    @Test
    void everybody_is_counted_apart_at_each_tenant() {
        assertThat(reads(ann("teller"))).isTrue();
        assertThat(reads(ann("teller"))).isTrue();
        assertThat(reads(ann("teller"))).isFalse();

        assertThat(reads(caller("bob", "main", "teller", new Visit(null)))).isTrue();
        assertThat(reads(caller("ann", "acme", "teller", new Visit(null)))).isTrue();
    }

    @Test
    void asking_whether_it_would_be_permitted_and_what_is_refused_count_for_nothing() {
        Caller withoutScope = new Caller(
                "ann",
                "main",
                Set.of("teller"),
                "s",
                new Terms(Set.of("user:read"), null, null, null),
                new Visit(null));
        for (int i = 0; i < 5; i++) {
            assertThat(permissions.wouldPermit(ann("teller"), "wallet", "read", null, null))
                    .isTrue();
            assertThat(reads(withoutScope)).isFalse();
        }
        assertThat(reads(ann("teller"))).isTrue();
        assertThat(reads(ann("teller"))).isTrue();
        assertThat(permissions.wouldPermit(ann("teller"), "wallet", "read", null, null))
                .isFalse();
    }

    @Test
    void where_nobody_counts_it_is_denied() {
        Caller outside = caller("ann", "main", "teller", null);
        assertThat(permissions.permits(outside, "wallet", "read", null)).isFalse();
        assertThatThrownBy(() -> permissions.require(outside, "wallet", "read", null, "Query.wallet"))
                .hasMessageContaining("wallet:read");
        assertThat(reads(caller("ann", "main", "clerk", null))).isFalse();
        assertThat(reads(ann("many"))).as("more than anybody counts").isFalse();
        assertThat(reads(ann("never"))).isFalse();
    }
}
