package dev.coffer.payment.credit;

import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.wallet.FindWallets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CreditWiring {

    @Bean
    GrantCredit grantCredit(FindWallets wallets, Bookings bookings) {
        return new GrantCredit(wallets, bookings);
    }
}
