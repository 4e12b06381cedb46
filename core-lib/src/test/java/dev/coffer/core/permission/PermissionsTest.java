package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static final int CASES = 20_000;
    private static final List<String> RESOURCES = List.of("wallet", "transfer", "user");
    private static final List<String> ACTIONS = List.of("read", "update", "freeze");

    private final List<Denied> denials = new ArrayList<>();
    private final CompiledPolicy builtIn = BuiltInRoles.policy().compile();
    private final Permissions permissions = new Permissions(
            new Decisions(tenant -> builtIn, new OwnPermitCounts(), Clock.systemUTC()),
            new SimpleMeterRegistry(),
            denials::add,
            Clock.systemUTC());

    private static Caller ann(@Nullable Set<String> scopes, String... roles) {
        return new Caller("ann", "main", Set.of(roles), "s", new Terms(scopes, null, null, null));
    }

    @Test
    void a_token_that_states_no_scopes_does_what_the_roles_permit() {
        assertThat(permissions.permits(ann(null, "user"), "wallet", "read", "ann"))
                .isTrue();
        assertThat(permissions.permits(ann(null, "user"), "wallet", "read", "bob"))
                .isFalse();
    }

    @Test
    void a_token_that_states_that_it_has_none_does_nothing() {
        assertThat(permissions.permits(ann(Set.of(), "admin"), "wallet", "read", "ann"))
                .isFalse();
    }

    @Test
    void a_scope_gives_nothing_that_the_roles_do_not() {
        Caller ann = ann(Set.of("*:*"), "user");

        assertThat(permissions.permits(ann, "wallet", "freeze", "ann")).isFalse();
        assertThatThrownBy(() -> permissions.require(ann, "wallet", "freeze", "ann", "Mutation.freezeWallet"))
                .hasMessageStartingWith("Your roles do not permit 'wallet:freeze'");
    }

    @Test
    void a_scope_for_what_is_ones_own_keeps_an_operator_from_the_rest() {
        Caller olga = ann(Set.of("wallet:read:own"), "user", "operator");

        assertThat(permissions.permits(olga, "wallet", "read", "ann")).isTrue();
        assertThat(permissions.permits(olga, "wallet", "read", "bob")).isFalse();
        assertThat(permissions.permits(olga, "wallet", "read", null)).isFalse();
    }

    @Test
    void the_error_and_the_record_name_the_narrowest_scope_that_would_do() {
        Caller olga = ann(Set.of("openid", "transfer:read"), "user", "operator");

        assertThatThrownBy(() -> permissions.require(olga, "wallet", "read", "ann", "Query.wallet"))
                .isInstanceOfSatisfying(
                        CodedException.class, no -> assertThat(no.code()).isEqualTo(CommonError.FORBIDDEN))
                .hasMessageContaining("lacks the scope 'wallet:read:own'");
        assertThatThrownBy(() -> permissions.require(olga, "wallet", "read", "bob", "Query.wallet"))
                .hasMessageContaining("lacks the scope 'wallet:read'");
        permissions.recordDenial(olga, "wallet", "read", "ann");

        assertThat(denials)
                .extracting(Denied::reason)
                .containsExactly(
                        "the access token lacks the scope 'wallet:read:own'",
                        "the access token lacks the scope 'wallet:read'",
                        "the access token lacks the scope 'wallet:read:own'");
    }

    /** Held against the rule as it is written down: the roles permit it, and one of the scopes names it. */
    @Test
    void random_tokens_do_what_roles_and_scopes_both_permit() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int permitted = 0;
        for (int i = 0; i < CASES; i++) {
            Set<String> scopes = IntStream.range(0, random.nextInt(4))
                    .mapToObj(each -> randomScope(random))
                    .collect(Collectors.toSet());
            String role = random.nextBoolean() ? "user" : "finance";
            String resource = pick(RESOURCES, random);
            String action = pick(ACTIONS, random);
            String owner = pick(List.of("ann", "bob", "nobody"), random);
            String ownerId = owner.equals("nobody") ? null : owner;
            boolean byRoles = permissions.permits(ann(null, role), resource, action, ownerId);
            boolean byScopes = scopes.stream().anyMatch(scope -> names(scope, resource, action, owner));

            boolean isPermitted = permissions.permits(ann(scopes, role), resource, action, ownerId);

            assertThat(isPermitted)
                    .as("seed %s: %s with %s: %s:%s of %s", seed, role, scopes, resource, action, owner)
                    .isEqualTo(byRoles && byScopes);
            permitted += isPermitted ? 1 : 0;
        }
        assertThat(permitted).isBetween(CASES / 50, CASES / 2);
    }

    private static String randomScope(Random random) {
        String resource = random.nextInt(4) == 0 ? "*" : pick(RESOURCES, random);
        String action = random.nextInt(4) == 0 ? "*" : pick(ACTIONS, random);
        return resource + ":" + action + pick(List.of("", ":own", ":all", ":*", ":w-1"), random);
    }

    private static boolean names(String scope, String resource, String action, String owner) {
        String[] parts = scope.split(":", -1);
        String target = parts.length == 3 ? parts[2] : "all";
        return Set.of("*", resource).contains(parts[0])
                && Set.of("*", action).contains(parts[1])
                && (Set.of("*", "all").contains(target) || (target.equals("own") && owner.equals("ann")));
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
