package dev.coffer.auth.oauthclient;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OauthClientWiring {

    @Bean
    MongoOauthClients oauthClients(MongoDatabase database, Pages pages) {
        return new MongoOauthClients(database, pages);
    }

    @Bean
    AdministerClients administerClients(
            OauthClients clients,
            ClientGrants grants,
            RoleReach reach,
            RevokeTokens revoke,
            Audit audit,
            Transactions transactions,
            SecureRandom random,
            Clock clock) {
        return new AdministerClients(clients, grants, reach, revoke, audit, transactions, random, clock);
    }
}
