package dev.coffer.auth.apikey;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.Users;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiKeyWiring.ApiKeyProperties.class)
class ApiKeyWiring {

    /** @param perAccount how many keys that are not revoked an account may have */
    @ConfigurationProperties("coffer.auth.api-keys")
    record ApiKeyProperties(@DefaultValue("20") int perAccount) {

        ApiKeyProperties {
            if (perAccount < 1 || perAccount > 1_000) {
                throw new IllegalArgumentException(
                        "coffer.auth.api-keys.per-account must be 1 to 1000, not " + perAccount);
            }
        }
    }

    @Bean
    MongoApiKeys apiKeys(MongoDatabase database, Pages pages) {
        return new MongoApiKeys(database, pages);
    }

    @Bean
    FindApiKeys findApiKeys(ApiKeys apiKeys, Users users, Permissions permissions) {
        return new FindApiKeys(apiKeys, users, permissions);
    }

    @Bean
    CreateApiKey createApiKey(
            ApiKeys apiKeys,
            Users users,
            RoleReach roles,
            Permissions permissions,
            Audit audit,
            Transactions transactions,
            ApiKeyProperties properties,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        return new CreateApiKey(
                apiKeys, users, roles, permissions, audit, transactions, properties.perAccount(), ids, random, clock);
    }

    @Bean
    RevokeApiKeys revokeApiKeys(
            ApiKeys apiKeys,
            Users users,
            RevokeTokens revoke,
            Permissions permissions,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        return new RevokeApiKeys(apiKeys, users, revoke, permissions, audit, transactions, clock);
    }

    @Bean
    CreateServiceAccount createServiceAccount(
            Users users, RoleReach roles, Audit audit, Transactions transactions, Ids ids, Clock clock) {
        return new CreateServiceAccount(users, roles, audit, transactions, ids, clock);
    }

    @Bean
    ExchangeApiKey exchangeApiKey(ApiKeys apiKeys, Users users, AccessTokens tokens, Clock clock) {
        return new ExchangeApiKey(apiKeys, users, tokens, clock);
    }

    @Bean
    PersonalData apiKeysToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoApiKeys.COLLECTION, MongoApiKeys.USER_ID);
    }
}
