package dev.coffer.auth.signin;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.session.RaiseSession;
import dev.coffer.auth.session.StartSession;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
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
    Setting<FactorTryLimits> factorTryLimits(LiveSettings settings) {
        return settings.declare(
                FactorTryLimits.class,
                FactorTryLimits.KEY,
                "How often the code of a second factor may be tried, at sign-in and by whoever is signed in.");
    }

    @Bean
    MongoAttemptCounts attemptCounts(
            MongoDatabase database,
            Transactions transactions,
            Setting<AttemptLimits> passwordTries,
            Setting<FactorTryLimits> factorTryLimits,
            Clock clock) {
        Function<AttemptKey, AttemptLimits> limits = key -> switch (key.proof()) {
            case PASSWORD -> passwordTries.of(key.tenantId());
            case SECOND_FACTOR -> factorTryLimits.of(key.tenantId()).limits();
        };
        return new MongoAttemptCounts(database, transactions, limits, clock);
    }

    @Bean
    FactorTries factorTries(AttemptCounts attempts) {
        return new FactorTries(attempts);
    }

    @Bean
    DeviceCodeTries deviceCodeTries(AttemptCounts attempts) {
        return new DeviceCodeTries(attempts);
    }

    @Bean
    ProvePassword provePassword(Credentials credentials, PasswordHashing hashing, AttemptCounts attempts, Audit audit) {
        return new ProvePassword(credentials, hashing, attempts, audit);
    }

    @Bean
    NoteSignIns noteSignIns(Audit audit) {
        return new NoteSignIns(audit);
    }

    @Bean
    MongoChallenges challenges(MongoDatabase database, Transactions transactions) {
        return new MongoChallenges(database, transactions);
    }

    @Bean
    AskSecondStep askSecondStep(
            SecondFactors factors, RememberDevice devices, Challenges challenges, SecureRandom random, Clock clock) {
        return new AskSecondStep(factors, devices, challenges, random, clock);
    }

    @Bean
    LogIn logIn(
            Users users,
            Credentials credentials,
            PasswordHashing hashing,
            AttemptCounts attempts,
            AskSecondStep askSecondStep,
            StartSession startSession,
            NoteSignIns note,
            Transactions transactions,
            Clock clock) {
        return new LogIn(users, credentials, hashing, attempts, askSecondStep, startSession, note, transactions, clock);
    }

    @Bean
    EnterProven enterProven(
            Credentials credentials,
            AskSecondStep askSecondStep,
            StartSession startSession,
            Transactions transactions) {
        return new EnterProven(credentials, askSecondStep, startSession, transactions);
    }

    @Bean
    CompleteLogin completeLogin(
            Challenges challenges,
            Users users,
            Credentials credentials,
            SecondFactors factors,
            FactorTries tries,
            RememberDevice devices,
            StartSession startSession,
            NoteSignIns note,
            Transactions transactions,
            MeterRegistry meters,
            Clock clock) {
        return new CompleteLogin(
                challenges,
                users,
                credentials,
                factors,
                tries,
                devices,
                startSession,
                note,
                transactions,
                meters,
                clock);
    }

    @Bean
    SendSignInCode sendSignInCode(
            Challenges challenges, Users users, SecondFactors factors, Transactions transactions, Clock clock) {
        return new SendSignInCode(challenges, users, factors, transactions, clock);
    }

    @Bean
    FindSignIn findSignIn(Challenges challenges, Users users, Transactions transactions, Clock clock) {
        return new FindSignIn(challenges, users, transactions, clock);
    }

    @Bean
    StepUp stepUp(
            Users users,
            Credentials credentials,
            ProvePassword provePassword,
            SecondFactors factors,
            FactorTries tries,
            RaiseSession raiseSession,
            NoteSignIns note,
            Transactions transactions) {
        return new StepUp(users, credentials, provePassword, factors, tries, raiseSession, note, transactions);
    }

    @Bean
    ChangePassword changePassword(
            Users users,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            ProvePassword provePassword,
            EndSessions endSessions,
            TellPasswordChanged tell,
            Transactions transactions,
            Clock clock) {
        return new ChangePassword(
                users, credentials, rules, hashing, provePassword, endSessions, tell, transactions, clock);
    }

    @Bean
    EventType<PasswordChanged> passwordChanged() {
        return new EventType<>(PasswordChanged.TYPE, 1, PasswordChanged.class);
    }

    @Bean
    TellPasswordChanged tellPasswordChanged(SealForDelivery sealing, Outbox outbox, Audit audit, Ids ids) {
        return new TellPasswordChanged(sealing, outbox, audit, ids);
    }

    @Bean
    ForgetTries forgetTries(AttemptCounts attempts) {
        return new ForgetTries(attempts);
    }
}
