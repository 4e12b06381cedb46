package dev.coffer.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInRolesTest {
    private static final CompiledPolicy POLICY = BuiltInRoles.policy().compile();

    @ParameterizedTest
    @CsvSource({
        // question,      own:  user,  operator, finance, admin, tenant-admin
        "user:read,             true,  true,  true,  true, true",
        "user:update,           true,  false, false, true, true",
        "user:close,            true,  false, false, true, true",
        "role:read,             false, true,  true,  true, true",
        "role:save,             false, false, false, true, true",
        "role:delete,           false, false, false, true, true",
        "session:revoke,        true,  false, false, true, true",
        "factor:read,           true,  false, false, true, true",
        "factor:update,         true,  false, false, true, true",
        "factor:reset,          false, false, false, true, true",
        "apikey:create,         true,  false, false, true, true",
        "service-account:create, false, false, false, true, true",
        "wallet:read,           true,  true,  true,  true, true",
        "wallet:deposit,        true,  false, false, true, true",
        "wallet:withdraw,       true,  false, false, true, true",
        "wallet:close,          true,  false, false, true, true",
        "wallet:adjust,         false, false, true,  true, true",
        "wallet:credit,         false, false, true,  true, true",
        "wallet:freeze,         false, false, true,  true, true",
        "wallet:monitor,        true,  false, true,  true, true",
        "transfer:create,       true,  false, false, true, true",
        "transfer:read,         true,  true,  true,  true, true",
        "transfer:approve,      false, false, true,  true, true",
        "transfer:reverse,      false, false, true,  true, true",
        "transfer:settle,       false, false, true,  true, true",
        "hold:settle,           true,  false, false, true, true",
        "bet:place,             true,  false, false, true, true",
        "bet:settle,            false, false, false, true, true",
        "bet:rollback,          false, false, true,  true, true",
        "bet:read,              true,  true,  true,  true, true",
        "limit:read,            true,  true,  true,  true, true",
        "limit:set,             true,  false, true,  true, true",
        "bonus:read,            true,  true,  true,  true, true",
        "bonus:forfeit,         true,  false, false, true, true",
        "bonus:claim,           true,  false, false, true, true",
        "inbox:read,            true,  true,  true,  true, true",
        "inbox:update,          true,  false, false, true, true",
        "template:read,         false, true,  true,  true, true",
        "template:save,         false, false, false, true, true",
        "workflow:read,         false, true,  true,  true, true",
        "workflow:save,         false, false, false, true, true",
        "delivery:read,         true,  true,  true,  true, true",
        "preference:read,       true,  false, false, true, true",
        "preference:update,     true,  false, false, true, true",
        "device:read,           true,  false, false, true, true",
        "device:update,         true,  false, false, true, true",
        "message:read,          false, true,  true,  true, true",
        "message:send,          false, false, false, true, true",
        "webhook:read,          false, true,  true,  true, true",
        "webhook:save,          false, false, false, true, true",
        "kyc:read,              true,  true,  true,  true, true",
        "kyc:update,            true,  false, false, true, true",
        "referral:read,         true,  false, false, true, true",
        "events:read,           false, true,  true,  true, true",
        "ledger:read,           false, false, true,  true, true",
        "ledger:verify,         false, false, true,  true, true",
        "fee:update,            false, false, true,  true, true",
        "rate:read,             true,  false, true,  true, true",
        "rate:update,           false, false, true,  true, true",
        "tenant:update,         false, false, false, true, true"
    })
    void each_role_may_do_this_with_what_it_owns(
            String asked, boolean user, boolean operator, boolean finance, boolean admin, boolean tenantAdmin) {
        assertThat(may(BuiltInRoles.USER, asked, "ada")).isEqualTo(user);
        assertThat(may(BuiltInRoles.OPERATOR, asked, "ada")).isEqualTo(operator);
        assertThat(may(BuiltInRoles.FINANCE, asked, "ada")).isEqualTo(finance);
        assertThat(may(BuiltInRoles.ADMIN, asked, "ada")).isEqualTo(admin);
        assertThat(may(BuiltInRoles.TENANT_ADMIN, asked, "ada")).isEqualTo(tenantAdmin);
    }

    @ParameterizedTest
    @CsvSource({
        "user:read",
        "user:update",
        "user:close",
        "role:read",
        "role:save",
        "session:revoke",
        "factor:read",
        "factor:update",
        "factor:reset",
        "apikey:create",
        "apikey:revoke",
        "wallet:read",
        "wallet:deposit",
        "wallet:withdraw",
        "transfer:create",
        "transfer:read",
        "transfer:approve",
        "transfer:reverse",
        "transfer:settle",
        "hold:settle",
        "bet:place",
        "bet:settle",
        "bet:rollback",
        "bet:read",
        "limit:read",
        "limit:set",
        "wallet:close",
        "wallet:adjust",
        "wallet:credit",
        "wallet:freeze",
        "wallet:monitor",
        "bonus:read",
        "bonus:forfeit",
        "bonus:claim",
        "inbox:read",
        "inbox:update",
        "delivery:read",
        "preference:update",
        "device:read",
        "device:update",
        "kyc:read",
        "kyc:update",
        "referral:read",
        "events:read"
    })
    void a_user_may_do_nothing_with_what_is_not_its_own(String asked) {
        assertThat(may(BuiltInRoles.USER, asked, "bob")).isFalse();
        assertThat(may(BuiltInRoles.USER, asked, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bet:place, true",
        "bet:settle, true",
        "bet:rollback, true",
        "bet:read, true",
        "wallet:read, true",
        "transfer:create, false",
        "wallet:adjust, false",
        "user:read, false"
    })
    void a_game_provider_acts_for_players_in_bets_only(String asked, boolean expected) {
        assertThat(may(BuiltInRoles.GAME_PROVIDER, asked, "bob")).isEqualTo(expected);
    }

    private static boolean may(String role, String asked, @Nullable String owner) {
        String[] names = asked.split(":");
        Subject ada = new Subject("ada", "acme", Set.of(role));
        return POLICY.decide(ada, names[0], names[1], owner, "t-1").isPermitted();
    }
}
