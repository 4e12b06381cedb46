package dev.coffer.auth.place;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlaceWiring {

    @Bean
    Setting<PlaceSettings> placeSettings(LiveSettings settings) {
        return settings.declare(
                PlaceSettings.class, PlaceSettings.KEY, "Telling users of sign-ins from where they never signed in.");
    }

    @Bean
    MongoKnownPlaces knownPlaces(MongoDatabase database) {
        return new MongoKnownPlaces(database);
    }

    @Bean
    NoticePlaces noticePlaces(
            KnownPlaces places,
            Setting<PlaceSettings> placeSettings,
            MasterKey masterKey,
            SealForDelivery sealing,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @Value("${coffer.auth.countries:}") String countries) {
        Countries known = countries.isBlank() ? Countries.NONE : Countries.read(Path.of(countries));
        return new NoticePlaces(places, known, placeSettings, masterKey, sealing, outbox, ids, clock);
    }

    @Bean
    EventType<UnfamiliarSignIn> unfamiliarSignIn() {
        return new EventType<>(UnfamiliarSignIn.TYPE, 1, UnfamiliarSignIn.class);
    }

    @Bean
    PersonalData placesToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoKnownPlaces.COLLECTION, MongoKnownPlaces.USER_ID);
    }
}
