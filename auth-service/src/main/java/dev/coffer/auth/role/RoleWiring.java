package dev.coffer.auth.role;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RoleWiring {

    @Bean
    EventType<RolesChanged> rolesChanged() {
        return new EventType<>(RolesChanged.TYPE, 1, RolesChanged.class);
    }

    @Bean
    MongoRoles storedRoles(MongoDatabase database, Pages pages) {
        return new MongoRoles(database, pages);
    }

    /** Also what this service goes by itself: the others ask it over HTTP. */
    @Bean
    LiveRoles liveRoles(StoredRoles stored) {
        return new LiveRoles(stored);
    }

    @Bean
    FindRoles findRoles(StoredRoles stored, Pages pages) {
        return new FindRoles(stored, pages);
    }

    @Bean
    ChangeRoles changeRoles(
            StoredRoles stored,
            Users users,
            LiveRoles live,
            Outbox outbox,
            Audit audit,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        return new ChangeRoles(stored, users, live, outbox, audit, transactions, meters, clock);
    }

    @Bean
    ExplainAccess explainAccess(Users users, Permissions permissions) {
        return new ExplainAccess(users, permissions);
    }
}
