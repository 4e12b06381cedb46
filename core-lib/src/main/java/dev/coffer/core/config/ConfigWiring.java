package dev.coffer.core.config;

import com.mongodb.client.MongoClient;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.DatabaseNaming;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;

/** Assembles the room for a service that sets {@code coffer.mongodb.uri} and {@code coffer.service}. */
@AutoConfiguration(afterName = {"dev.coffer.core.store.StoreWiring", "dev.coffer.core.seal.SealWiring"})
@ConditionalOnProperty("coffer.mongodb.uri")
class ConfigWiring {

    /** The database that all services share, by the naming of this installation: core_service. */
    private static final String SHARED = "core";

    /** Right after the indexes. */
    private static final int PHASE = Integer.MIN_VALUE + 2000;

    @Bean
    MongoSettings mongoSettings(MongoClient client, DatabaseNaming naming) {
        return new MongoSettings(client, naming.nameFor(SHARED));
    }

    @Bean
    SettingSeal settingSeal(ObjectProvider<MasterKey> masterKey, SecureRandom random) {
        return new SettingSeal(new Once(masterKey, random));
    }

    @Bean
    @ConditionalOnMissingBean
    ConfigLimits configLimits() {
        return ConfigLimits.DEFAULT;
    }

    @Bean
    LiveSettings liveSettings(
            MongoSettings store,
            SettingSeal seal,
            ConfigLimits limits,
            Clock clock,
            @Value("${coffer.service}") String service) {
        return new LiveSettings(service, store, seal, limits, clock);
    }

    @Bean
    FindSettings findSettings(MongoSettings store) {
        return new FindSettings(store);
    }

    @Bean
    ChangeSettings changeSettings(
            MongoSettings store,
            FindSettings find,
            SettingSeal seal,
            ObjectProvider<SettingWitness> witness,
            Clock clock) {
        return new ChangeSettings(store, find, seal, witness.getIfAvailable(() -> SettingWitness.NONE), clock);
    }

    /** Read before anything is served or consumed, closed after all of it. */
    @Bean
    SmartLifecycle settingsLifecycle(LiveSettings settings) {
        return new SmartLifecycle() {

            private volatile boolean isRunning;

            @Override
            public void start() {
                settings.start();
                isRunning = true;
            }

            @Override
            public void stop() {
                isRunning = false;
                settings.close();
            }

            @Override
            public boolean isRunning() {
                return isRunning;
            }

            @Override
            public int getPhase() {
                return PHASE;
            }
        };
    }

    /** The seal, made when the first secret is seen. */
    private static final class Once implements Supplier<Seal> {

        private final ObjectProvider<MasterKey> masterKey;
        private final SecureRandom random;
        private @Nullable Seal seal;

        private Once(ObjectProvider<MasterKey> masterKey, SecureRandom random) {
            this.masterKey = masterKey;
            this.random = random;
        }

        @Override
        public synchronized Seal get() {
            Seal made = seal;
            if (made == null) {
                made = new Seal(loaded(), SettingSeal.PURPOSE, random);
                seal = made;
            }
            return made;
        }

        private MasterKey loaded() {
            try {
                return masterKey.getObject();
            } catch (BeansException failed) {
                throw new IllegalStateException(
                        String.valueOf(failed.getMostSpecificCause().getMessage()), failed);
            }
        }
    }
}
