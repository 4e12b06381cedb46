package dev.coffer.auth.signin;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignInWiring {

    @Bean
    Setting<AttemptLimits> passwordTries(LiveSettings settings) {
        return settings.declare(
                AttemptLimits.class,
                AttemptLimits.KEY,
                "How often a password may be tried, at sign-in and at its change.");
    }

    @Bean
    MongoAttemptCounts attemptCounts(
            MongoDatabase database, Transactions transactions, Setting<AttemptLimits> passwordTries, Clock clock) {
        return new MongoAttemptCounts(database, transactions, passwordTries, clock);
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
