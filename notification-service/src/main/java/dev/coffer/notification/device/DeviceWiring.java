package dev.coffer.notification.device;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Endings;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeviceWiring {

    @Bean
    MongoDevices pushDevices(MongoDatabase database) {
        return new MongoDevices(database);
    }

    @Bean
    DeviceSeal deviceSeal(MasterKey masterKey, SecureRandom random) {
        return new DeviceSeal(masterKey, random);
    }

    @Bean
    RegisterDevice registerDevice(
            Devices devices,
            DeviceSeal seal,
            PushServices services,
            Endings undoneRegistrations,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new RegisterDevice(
                devices, seal, services, undoneRegistrations, new RegisterDevice.Parts(transactions, ids, clock));
    }

    @Bean
    DropDevice dropDevice(Devices devices, Transactions transactions) {
        return new DropDevice(devices, transactions);
    }
}
