package dev.coffer.notification.delivery;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.paging.Pages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryWiring {

    @Bean
    MongoDeliveries deliveries(MongoDatabase database, Pages pages) {
        return new MongoDeliveries(database, pages);
    }

    @Bean
    MongoDeliveryCounts deliveryCounts(MongoDatabase database) {
        return new MongoDeliveryCounts(database);
    }

    @Bean
    RecordDelivery recordDelivery(Deliveries deliveries, DeliveryCounts counts, MeterRegistry meters, Clock clock) {
        return new RecordDelivery(deliveries, counts, meters, clock);
    }
}
