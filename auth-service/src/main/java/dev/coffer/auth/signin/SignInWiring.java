package dev.coffer.auth.signin;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInWiring.AttemptProperties.class)
class SignInWiring {

    /** See {@link AttemptLimits}. */
    @ConfigurationProperties("coffer.auth.attempts")
    record AttemptProperties(
            @DefaultValue("10") int free,
            @DefaultValue("1s") Duration firstWait,
            @DefaultValue("5m") Duration longestWait,
            @DefaultValue("24h") Duration memory) {

        AttemptLimits limits() {
            return new AttemptLimits(free, firstWait, longestWait, memory);
        }
    }

    @Bean
    MongoAttemptCounts attemptCounts(
            MongoDatabase database, Transactions transactions, AttemptProperties properties, Clock clock) {
        return new MongoAttemptCounts(database, transactions, properties.limits(), clock);
    }

    @Bean
    LogIn logIn(
            Users users,
            Credentials credentials,
            PasswordHashing hashing,
            AttemptCounts attempts,
            StartSession startSession,
            Transactions transactions,
            Clock clock) {
        return new LogIn(users, credentials, hashing, attempts, startSession, transactions, clock);
    }

    @Bean
    ChangePassword changePassword(
            Users users,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            AttemptCounts attempts,
            EndSessions endSessions,
            Transactions transactions,
            Clock clock) {
        return new ChangePassword(users, credentials, rules, hashing, attempts, endSessions, transactions, clock);
    }
}
