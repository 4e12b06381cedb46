package dev.coffer.payment.transaction;

import dev.coffer.core.paging.Pages;
import dev.coffer.payment.ledger.History;
import dev.coffer.payment.ledger.Transfers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TransactionWiring {

    @Bean
    ReadBook readBook(Transfers transfers, Pages pages) {
        return new ReadBook(transfers, pages);
    }

    @Bean
    ReadHistory readHistory(History history, Clock clock) {
        return new ReadHistory(history, clock);
    }
}
