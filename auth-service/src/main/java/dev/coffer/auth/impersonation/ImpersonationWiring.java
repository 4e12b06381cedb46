package dev.coffer.auth.impersonation;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.session.ActAs;
import dev.coffer.auth.signin.SecondFactors;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImpersonationWiring {

    @Bean
    EventType<UserImpersonated> userImpersonated() {
        return new EventType<>(UserImpersonated.TYPE, 1, UserImpersonated.class);
    }

    @Bean
    ImpersonateUser impersonateUser(
            Users users,
            RoleReach roles,
            SecondFactors factors,
            ActAs actAs,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        return new ImpersonateUser(users, roles, factors, actAs, audit, outbox, transactions, clock);
    }
}
