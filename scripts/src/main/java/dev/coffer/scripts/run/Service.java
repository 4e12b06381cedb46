package dev.coffer.scripts.run;

import dev.coffer.auth.AuthApplication;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.kyc.KycApplication;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.payment.PaymentApplication;
import java.util.Locale;

/** The subgraph services, in the order in which they are listed to people. */
public enum Service {
    AUTH(9001, AuthApplication.class),
    PAYMENT(9002, PaymentApplication.class),
    BONUS(9003, BonusApplication.class),
    NOTIFICATION(9004, NotificationApplication.class),
    KYC(9005, KycApplication.class);

    /** The gateway's usual port. */
    public static final int GATEWAY_PORT = 9999;

    private final int port;
    private final Class<?> application;

    Service(int port, Class<?> application) {
        this.port = port;
        this.application = application;
    }

    /** The port where it listens unless told otherwise. */
    public int port() {
        return port;
    }

    public Class<?> application() {
        return application;
    }

    /** As settings and subgraphs name it: "payment". */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
