package dev.coffer.auth.device;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.erasure.MongoPersonalData;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.password.Credentials;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeviceWiring {

    @Bean
    Setting<DeviceSettings> deviceSettings(LiveSettings settings) {
        return settings.declare(
                DeviceSettings.class, DeviceSettings.KEY, "Devices that need not take the second step for a while.");
    }

    @Bean
    EventType<DeviceRemembered> deviceRemembered() {
        return new EventType<>(DeviceRemembered.TYPE, 1, DeviceRemembered.class);
    }

    @Bean
    MongoRememberedDevices rememberedDevices(MongoDatabase database) {
        return new MongoRememberedDevices(database);
    }

    @Bean
    RememberDevice rememberDevice(
            RememberedDevices devices,
            Credentials credentials,
            Setting<DeviceSettings> deviceSettings,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        return new RememberDevice(
                devices, credentials, deviceSettings, audit, outbox, transactions, ids, random, clock);
    }

    @Bean
    PersonalData devicesToErase(MongoDatabase database) {
        return new MongoPersonalData(database, MongoRememberedDevices.COLLECTION, MongoRememberedDevices.USER_ID);
    }
}
