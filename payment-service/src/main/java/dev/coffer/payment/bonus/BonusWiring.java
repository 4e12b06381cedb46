package dev.coffer.payment.bonus;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.limit.Limits;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BonusWiring {

    @Bean
    EventType<BonusRefused> bonusRefused() {
        return new EventType<>(BonusRefused.TYPE, 1, BonusRefused.class);
    }

    @Bean
    MoveBonuses moveBonuses(
            Bookings bookings,
            Transfers transfers,
            Limits limits,
            Currencies currencies,
            @Qualifier("undoneRegistrations") Endings undone,
            Outbox outbox) {
        return new MoveBonuses(new BonusPosts(bookings, transfers, limits, currencies), bookings, undone, outbox);
    }

    @Bean
    Consumer bonuses(MoveBonuses moveBonuses) {
        return Consumer.named("payment-bonuses")
                .from("bonus")
                .onBatch(BonusAwarded.TYPE, BonusAwarded.class, (events, unit) -> moveBonuses.award(events, unit))
                .onBatch(BonusClosing.TYPE, BonusClosing.class, (events, unit) -> moveBonuses.lock(events, unit))
                .onBatch(BonusSettled.TYPE, BonusSettled.class, (events, unit) -> moveBonuses.close(events, unit));
    }
}
