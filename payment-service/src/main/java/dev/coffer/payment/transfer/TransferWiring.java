package dev.coffer.payment.transfer;

import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.wallet.FindWallets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TransferWiring {

    @Bean
    TransferFunds transferFunds(FindWallets wallets, Fees fees, Bookings bookings) {
        return new TransferFunds(wallets, fees, bookings);
    }

    @Bean
    FindTransfers findTransfers(
            Transfers transfers, Wallets wallets, FindWallets findWallets, Permissions permissions, Pages pages) {
        return new FindTransfers(transfers, wallets, findWallets, permissions, pages);
    }
}
