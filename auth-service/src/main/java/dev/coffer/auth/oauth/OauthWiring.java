package dev.coffer.auth.oauth;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.browser.BrowserSessions;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.oauthclient.OauthClients;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.session.RefreshTokens;
import dev.coffer.auth.session.SessionLimits;
import dev.coffer.auth.signin.DeviceCodeTries;
import dev.coffer.auth.token.IdTokenHints;
import dev.coffer.auth.token.ThirdPartyTokens;
import dev.coffer.auth.user.Users;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OauthWiring.OauthProperties.class)
class OauthWiring {

    /** See {@link OauthSettings}. */
    @ConfigurationProperties("coffer.auth.oauth")
    record OauthProperties(
            @DefaultValue("http://127.0.0.1:9001") String issuer,
            @DefaultValue("60s") Duration codeLife,
            @DefaultValue("10m") Duration deviceCodeLife,
            @DefaultValue("90d") Duration absolute,
            @DefaultValue("30d") Duration idle,
            @DefaultValue("10s") Duration grace) {

        OauthSettings settings() {
            return new OauthSettings(issuer, codeLife, deviceCodeLife, new SessionLimits(absolute, idle, grace));
        }
    }

    @Bean
    OauthSettings oauthSettings(OauthProperties properties) {
        return properties.settings();
    }

    @Bean
    RegisteredClients registeredClients(OauthClients clients, OauthSettings settings) {
        return new RegisteredClients(clients, settings);
    }

    @Bean
    MongoGrants oauthGrants(MongoDatabase database, RevokeTokens revoke, Clock clock) {
        return new MongoGrants(database, revoke, clock);
    }

    @Bean
    MongoConsents oauthConsents(MongoDatabase database) {
        return new MongoConsents(database);
    }

    @Bean
    EndGrants endGrants(MongoGrants grants, Consents consents, Audit audit, Transactions transactions) {
        return new EndGrants(grants, consents, audit, transactions);
    }

    @Bean
    RememberedConsents rememberedConsents(Consents consents, Transactions transactions, Audit audit, Clock clock) {
        return new RememberedConsents(consents, transactions, audit, clock);
    }

    @Bean
    SignOut signOut(BrowserSessions sessions, EndSessions endSessions, RegisteredClients clients, IdTokenHints hints) {
        return new SignOut(sessions, endSessions, clients, hints);
    }

    @Bean
    FindRequest findRequest(MongoGrants grants, RegisteredClients clients) {
        return new FindRequest(grants, clients);
    }

    @Bean
    MongoFindGrant findGrant(
            MongoGrants grants,
            RegisteredClients clients,
            OauthSettings settings,
            MasterKey masterKey,
            SecureRandom random,
            TokenVerifier verifier,
            DeviceCodeTries tries,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        return new MongoFindGrant(
                grants,
                clients,
                refreshTokens(masterKey, random),
                settings,
                verifier,
                tries,
                transactions,
                meters,
                clock);
    }

    @Bean
    MongoAuthorizations authorizations(
            MongoGrants grants,
            MongoFindGrant findGrant,
            OauthSettings settings,
            MasterKey masterKey,
            SecureRandom random,
            Transactions transactions,
            Clock clock) {
        return new MongoAuthorizations(
                grants, findGrant, refreshTokens(masterKey, random), settings, transactions, clock);
    }

    @Bean
    GrantTokens grantTokens(
            RegisteredClients clients,
            Users users,
            ThirdPartyTokens tokens,
            MasterKey masterKey,
            SecureRandom random,
            MeterRegistry meters,
            Ids ids,
            Clock clock) {
        return new GrantTokens(clients, users, tokens, refreshTokens(masterKey, random), meters, ids, clock);
    }

    /** No bean: there is one already, whose tokens are other people's. */
    private static RefreshTokens refreshTokens(MasterKey masterKey, SecureRandom random) {
        return new RefreshTokens(masterKey, "oauth-refresh-token", random);
    }

    @Bean
    PersonalData consentsToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoConsents.COLLECTION, MongoConsents.USER_ID);
    }

    @Bean
    PersonalData grantsToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoGrants.COLLECTION, MongoGrants.USER_ID);
    }
}
