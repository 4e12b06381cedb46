package dev.coffer.auth.session;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.user.Users;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionWiring.SessionProperties.class)
class SessionWiring {

    /** See {@link SessionLimits}. */
    @ConfigurationProperties("coffer.auth.session")
    record SessionProperties(
            @DefaultValue("30d") Duration absolute,
            @DefaultValue("7d") Duration idle,
            @DefaultValue("10s") Duration grace) {

        SessionLimits limits() {
            return new SessionLimits(absolute, idle, grace);
        }
    }

    @Bean
    MongoSessions sessions(MongoDatabase database, Pages pages) {
        return new MongoSessions(database, pages);
    }

    @Bean
    RefreshTokens refreshTokens(MasterKey masterKey, SecureRandom random) {
        return new RefreshTokens(masterKey, "refresh-token", random);
    }

    @Bean
    StartSession startSession(
            Sessions sessions,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            Users users,
            Audit audit,
            SignInNotices notices,
            ClosingAccounts closings,
            SessionProperties properties,
            Ids ids,
            Clock clock) {
        return new StartSession(
                sessions,
                refreshTokens,
                accessTokens,
                users,
                audit,
                notices,
                closings,
                properties.limits(),
                ids,
                clock);
    }

    @Bean
    RefreshSession refreshSession(
            Sessions sessions,
            RefreshTokens tokens,
            StartSession start,
            EndSessions endSessions,
            Users users,
            SessionProperties properties,
            Transactions transactions,
            Clock clock) {
        Rotations rotations = new Rotations(sessions, users, tokens, properties.limits(), clock);
        return new RefreshSession(
                sessions, rotations, tokens, start, endSessions, users, properties.limits(), transactions, clock);
    }

    @Bean
    EndSessions endSessions(
            Sessions sessions,
            RefreshTokens tokens,
            RevokeTokens revoke,
            RememberDevice devices,
            Audit audit,
            ThirdParties thirdParties,
            Transactions transactions,
            Clock clock) {
        return new EndSessions(sessions, tokens, revoke, devices, audit, thirdParties, transactions, clock);
    }

    @Bean
    CheckSession checkSession(Sessions sessions, SessionProperties properties, Clock clock) {
        return new CheckSession(sessions, properties.limits(), clock);
    }

    @Bean
    FindSessions findSessions(Sessions sessions, SessionProperties properties, Clock clock) {
        return new FindSessions(sessions, properties.limits(), clock);
    }

    @Bean
    ActAs actAs(Sessions sessions, AccessTokens accessTokens) {
        return new ActAs(sessions, accessTokens);
    }

    @Bean
    RaiseSession raiseSession(Sessions sessions, AccessTokens accessTokens, Clock clock) {
        return new RaiseSession(sessions, accessTokens, clock);
    }

    @Bean
    PersonalData sessionsToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoSessions.COLLECTION, MongoSessions.USER_ID);
    }
}
