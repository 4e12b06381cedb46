package dev.coffer.auth.registration;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.Consumers;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
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
    Saga<Registration> registration(
            Users users, Credentials credentials, Outbox outbox, RegistrationProperties settings) {
        return new RegistrationSteps(users, credentials, outbox).saga(settings.within());
    }

    @Bean
    SagaRegistrations registrations(
            Sagas sagas, Saga<Registration> saga, Users users, Outbox outbox, RegistrationProperties settings) {
        return new SagaRegistrations(sagas, saga, users, outbox, settings);
    }

    @Bean
    Consumers registrationParticipants(Sagas sagas, Saga<Registration> saga, RegistrationProperties settings) {
        HearParticipants hear = new HearParticipants(sagas, saga);
        return new Consumers(settings.participants().stream().map(hear::of).toList());
    }
}
