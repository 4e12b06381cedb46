package dev.coffer.bonus.stats;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StatsWiring {

    @Bean
    MongoBonusStatistics bonusStatistics(MongoDatabase database, Clock clock) {
        return new MongoBonusStatistics(database, clock);
    }
}
