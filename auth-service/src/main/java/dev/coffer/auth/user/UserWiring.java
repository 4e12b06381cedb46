package dev.coffer.auth.user;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UserWiring {

    @Bean
    MongoUsers users(MongoDatabase database, Pages pages) {
        return new MongoUsers(database, pages);
    }

    @Bean
    Tenants tenants(@Value("${coffer.auth.tenants:main}") List<String> known) {
        return new Tenants(known);
    }

    @Bean
    RoleReach roleReach(RolesInForce roles) {
        return new RoleReach(roles);
    }

    @Bean
    FindUser findUser(Users users, Permissions permissions) {
        return new FindUser(users, permissions);
    }

    @Bean
    CreateUser createUser(
            Users users,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            RoleReach roles,
            Registrations registrations,
            Audit audit,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new CreateUser(
                users, credentials, rules, hashing, roles, registrations, audit, transactions, ids, clock);
    }

    @Bean
    ChangeUser changeUser(
            Users users,
            RoleReach roles,
            OpenSessions sessions,
            RevokeTokens revoke,
            Audit audit,
            Transactions transactions) {
        return new ChangeUser(users, roles, sessions, revoke, audit, transactions);
    }

    @Bean
    ForcePasswordReset forcePasswordReset(
            Users users,
            Credentials credentials,
            RoleReach roles,
            OpenSessions sessions,
            PasswordNotices notices,
            UserKeys keys,
            Audit audit,
            Transactions transactions) {
        return new ForcePasswordReset(users, credentials, roles, sessions, notices, keys, audit, transactions);
    }
}
