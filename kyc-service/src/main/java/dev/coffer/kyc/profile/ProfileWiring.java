package dev.coffer.kyc.profile;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.cache.Caches;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class ProfileWiring {

    @Bean
    MongoKycProfiles mongoKycProfiles(MongoDatabase database) {
        return new MongoKycProfiles(database);
    }

    @Bean
    @Primary
    KycProfiles kycProfiles(MongoKycProfiles origin, Caches caches) {
        return new CachedKycProfiles(origin, caches);
    }

    @Bean
    FindProfile findProfile(KycProfiles profiles, Clock clock) {
        return new FindProfile(profiles, clock);
    }

    @Bean
    StartVerification startVerification(KycProfiles profiles, Transactions transactions, Clock clock) {
        return new StartVerification(profiles, transactions, clock);
    }

    @Bean
    DecideReview decideReview(KycProfiles profiles, Outbox outbox, Transactions transactions, Clock clock) {
        return new DecideReview(profiles, outbox, transactions, clock);
    }

    @Bean
    EventType<TierChanged> tierChanged() {
        return new EventType<>(TierChanged.TYPE, 1, TierChanged.class);
    }

    @Bean
    EventType<AccountOpened> accountOpened() {
        return new EventType<>(AccountOpened.TYPE, 1, AccountOpened.class);
    }

    @Bean
    Endings undoneRegistrations(MongoDatabase database) {
        return new Endings(database, "undone_registrations");
    }

    @Bean
    Consumer profilesOfNewUsers(KycProfiles profiles, Outbox outbox, Endings undone) {
        return new OpenProfile(profiles, outbox, undone).consumer();
    }

    @Bean
    List<TierTerms> tierTerms(Currencies currencies) {
        return TierTerms.standard(currencies);
    }
}
