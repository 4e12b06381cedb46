package dev.coffer.payment.closing;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Wallets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClosingWiring {

    @Bean
    EventType<AccountClosable> accountClosable() {
        return new EventType<>(AccountClosable.TYPE, 1, AccountClosable.class);
    }

    @Bean
    EventType<AccountClosed> accountClosed() {
        return new EventType<>(AccountClosed.TYPE, 1, AccountClosed.class);
    }

    @Bean
    EventType<AccountKept> accountKept() {
        return new EventType<>(AccountKept.TYPE, 1, AccountKept.class);
    }

    @Bean
    FindObstacles findObstacles(Wallets wallets, Bets bets, PendingDeposits pendingDeposits) {
        return new FindObstacles(wallets, bets, pendingDeposits);
    }

    @Bean
    Saga<AccountClosing> accountClosing(FindObstacles obstacles, Bookings bookings, Outbox outbox) {
        return new ClosingSteps(obstacles, bookings, outbox).saga();
    }

    @Bean
    Consumer closingsOfAccounts(FindObstacles obstacles, Sagas sagas, Saga<AccountClosing> saga, Outbox outbox) {
        return new HearClosings(obstacles, sagas, saga, outbox).consumer();
    }
}
