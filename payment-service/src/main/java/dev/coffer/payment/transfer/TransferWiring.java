package dev.coffer.payment.transfer;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.wallet.FindWallets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TransferWiring {

    @Bean
    FindParties findParties(FindWallets wallets) {
        return new FindParties(wallets);
    }

    @Bean
    TransferFunds transferFunds(FindParties parties, Fees fees, Limits limits, Bookings bookings) {
        return new TransferFunds(parties, fees, limits, bookings);
    }

    @Bean
    LinkTransfers linkTransfers(TransferFunds transferFunds, Bookings bookings, Ids ids) {
        return new LinkTransfers(transferFunds, bookings, ids);
    }

    @Bean
    BulkTransfers bulkTransfers(TransferFunds transferFunds, Bookings bookings) {
        return new BulkTransfers(transferFunds, bookings);
    }

    @Bean
    TakeBack takeBack(Transfers transfers, Bookings bookings) {
        return new TakeBack(transfers, bookings);
    }

    @Bean
    AdjustWallet adjustWallet(FindWallets wallets, Bookings bookings) {
        return new AdjustWallet(wallets, bookings);
    }

    @Bean
    FindTransfers findTransfers(
            Transfers transfers, Wallets wallets, FindWallets findWallets, Permissions permissions, Pages pages) {
        return new FindTransfers(transfers, wallets, findWallets, permissions, pages);
    }
}
