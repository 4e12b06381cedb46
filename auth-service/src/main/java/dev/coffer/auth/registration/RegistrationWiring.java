package dev.coffer.auth.registration;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.user.Users;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.Consumers;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegistrationProperties.class)
class RegistrationWiring {

    @Bean
    EventType<UserRegistered> userRegistered() {
        return new EventType<>(UserRegistered.TYPE, 1, UserRegistered.class);
    }

    @Bean
    EventType<UserActivated> userActivated() {
        return new EventType<>(UserActivated.TYPE, 1, UserActivated.class);
    }

    @Bean
    EventType<RegistrationUndone> registrationUndone() {
        return new EventType<>(RegistrationUndone.TYPE, 1, RegistrationUndone.class);
    }

    @Bean
    EventType<RegistrationAttempted> registrationAttempted() {
        return new EventType<>(RegistrationAttempted.TYPE, 1, RegistrationAttempted.class);
    }

    @Bean
    Setting<RegistrationSettings> registrationSettings(LiveSettings settings) {
        return settings.declare(RegistrationSettings.class, RegistrationSettings.KEY, "What registering takes.");
    }

    @Bean
    MongoUnconfirmedRegistrations unconfirmedRegistrations(MongoDatabase database) {
        return new MongoUnconfirmedRegistrations(database);
    }

    @Bean
    Saga<Registration> registration(
            Users users,
            Credentials credentials,
            UnconfirmedRegistrations unconfirmed,
            Outbox outbox,
            RegistrationProperties settings) {
        return new RegistrationSteps(users, credentials, unconfirmed, outbox)
                .saga(settings.confirmWithin(), settings.within());
    }

    @Bean
    AskToConfirm askToConfirm(
            Users users,
            Credentials credentials,
            UnconfirmedRegistrations unconfirmed,
            IssueCode issueCode,
            SealForDelivery sealing,
            Outbox outbox,
            Transactions transactions,
            Ids ids) {
        return new AskToConfirm(users, credentials, unconfirmed, issueCode, sealing, outbox, transactions, ids);
    }

    @Bean
    SagaRegistrations registrations(
            Sagas sagas,
            Saga<Registration> saga,
            Users users,
            AskToConfirm askToConfirm,
            SealForDelivery sealing,
            Outbox outbox,
            Setting<RegistrationSettings> registrationSettings,
            RegistrationProperties settings) {
        return new SagaRegistrations(sagas, saga, users, askToConfirm, sealing, outbox, registrationSettings, settings);
    }

    @Bean
    ConfirmRegistration confirmRegistration(
            Users users,
            UnconfirmedRegistrations unconfirmed,
            CheckCode checkCode,
            SagaRegistrations registrations,
            Transactions transactions,
            Clock clock) {
        return new ConfirmRegistration(users, unconfirmed, checkCode, registrations, transactions, clock);
    }

    @Bean
    Consumers registrationParticipants(Sagas sagas, Saga<Registration> saga, RegistrationProperties settings) {
        HearParticipants hear = new HearParticipants(sagas, saga);
        return new Consumers(settings.participants().stream().map(hear::of).toList());
    }
}
