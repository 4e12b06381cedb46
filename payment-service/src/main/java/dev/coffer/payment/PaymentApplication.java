package dev.coffer.payment;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that keeps people's money: wallets, the ledger, transfers, holds and deposits. */
@SpringBootApplication
public class PaymentApplication {

    public static final String SERVICE = "payment";

    public static void main(String[] args) {
        ServiceLauncher.run(PaymentApplication.class, SERVICE, args);
    }
}
