package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.store.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlayerWiring {

    @Bean
    MongoPlayers players(MongoDatabase database) {
        return new MongoPlayers(database);
    }

    @Bean
    Setting<CalendarSettings> calendarSettings(LiveSettings settings) {
        return settings.declare(CalendarSettings.class, CalendarSettings.KEY, "By whose clock days begin, for bonuses.")
                .onceRead();
    }

    @Bean
    Calendars calendars(Setting<CalendarSettings> calendarSettings) {
        return new Calendars(calendarSettings);
    }

    @Bean
    MongoDevices devices(MongoDatabase database) {
        return new MongoDevices(database);
    }

    @Bean
    MongoPaymentMethods paymentMethods(MongoDatabase database) {
        return new MongoPaymentMethods(database);
    }

    @Bean
    MongoHouseholds households(MongoDatabase database) {
        return new MongoHouseholds(database);
    }

    @Bean
    DescribePlayer describePlayer(Players players, Transactions transactions) {
        return new DescribePlayer(players, transactions);
    }
}
