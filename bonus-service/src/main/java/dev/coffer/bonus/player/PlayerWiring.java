package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
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
    DescribePlayer describePlayer(Players players, Transactions transactions) {
        return new DescribePlayer(players, transactions);
    }
}
