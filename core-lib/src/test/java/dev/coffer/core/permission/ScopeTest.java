package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.access.Urn;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource({
        "wallet:read, wallet:read:all, wallet:read",
        "wallet:read:all, wallet:read:all, wallet:read",
        "wallet:read:*, wallet:read:all, wallet:read",
        "wallet:read:own, wallet:read:own, wallet:read:own",
        "wallet:*, wallet:*:all, wallet:*",
        "*:read:own, *:read:own, *:read:own",
        "*:*, *:*:all, *:*"
    })
    void a_name_of_two_or_three_parts_is_a_scope(String name, String urn, String shortest) {
        Scope scope = Objects.requireNonNull(Scope.find(name));

        assertThat(scope.urn()).isEqualTo(Urn.parse(urn));
        assertThat(scope).hasToString(shortest);
        assertThat(Scope.find(shortest)).isEqualTo(scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                ":",
                "::",
                "openid",
                "offline_access",
                "wallet:",
                ":read",
                "Wallet:read",
                "wal*:read",
                "wallet:read:",
                "wallet:read:w-1",
                "wallet:read:team/red",
                "wallet:read:own:more",
                "https://example.org/scope"
            })
    void other_names_permit_nothing(String name) {
        assertThat(Scope.find(name)).isNull();
        assertThat(Scopes.of(Set.of(name)).cover(Urn.parse("wallet:read:own"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "wallet:read, wallet:read:own, true",
        "wallet:read, wallet:read:all, true",
        "wallet:read:own, wallet:read:own, true",
        "wallet:read:own, wallet:read:all, false",
        "wallet:read, wallet:close:own, false",
        "wallet:read, transfer:read:own, false",
        "wallet:*, wallet:close:all, true",
        "wallet:*, transfer:close:all, false",
        "wallet:*:own, wallet:close:all, false",
        "*:read, transfer:read:all, true",
        "*:read, transfer:create:own, false",
        "*:*, tenant:create:all, true",
        "wallet:read, wallet:*:own, false",
        "wallet:read, *:*:all, false"
    })
    void a_scope_covers_what_it_names_and_no_more(String scope, String permission, boolean isCovered) {
        assertThat(Scopes.of(Set.of("openid", scope)).cover(Urn.parse(permission)))
                .isEqualTo(isCovered);
    }

    @Test
    void no_scope_covers_nothing() {
        assertThat(Scopes.of(Set.of()).cover(Urn.parse("wallet:read:own"))).isFalse();
    }

    @Test
    void a_scope_is_for_no_single_target() {
        assertThatThrownBy(() -> new Scope(Urn.parse("wallet:read:w-1"))).hasMessageContaining("wallet:read:w-1");
    }
}
