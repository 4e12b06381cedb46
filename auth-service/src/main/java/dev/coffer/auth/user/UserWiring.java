package dev.coffer.auth.user;

import com.mongodb.client.MongoDatabase;
import dev.coffer.access.BuiltInRoles;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UserWiring {

    @Bean
    MongoUsers users(MongoDatabase database, Pages pages) {
        return new MongoUsers(database, pages);
    }

    @Bean
    EventType<UserRegistered> userRegistered() {
        return new EventType<>(UserRegistered.TYPE, 1, UserRegistered.class);
    }

    @Bean
    EventType<RegistrationUndone> registrationUndone() {
        return new EventType<>(RegistrationUndone.TYPE, 1, RegistrationUndone.class);
    }

    /** Gives way to the events room's own. */
    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(List<EventType<?>> types, Ids ids, Clock clock) {
        return new Outbox(new EventTypes(types), ids, clock);
    }

    @Bean
    Tenants tenants(@Value("${coffer.auth.tenants:main}") List<String> known) {
        return new Tenants(known);
    }

    @Bean
    RoleReach roleReach() {
        return new RoleReach(BuiltInRoles.policy());
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
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new CreateUser(users, credentials, rules, hashing, roles, outbox, transactions, ids, clock);
    }

    @Bean
    ChangeUser changeUser(Users users, RoleReach roles, OpenSessions sessions, Transactions transactions) {
        return new ChangeUser(users, roles, sessions, transactions);
    }
}
