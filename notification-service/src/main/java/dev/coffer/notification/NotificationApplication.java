package dev.coffer.notification;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that tells people what happened. */
@SpringBootApplication
public class NotificationApplication {

    public static final String SERVICE = "notification";

    public static void main(String[] args) {
        ServiceLauncher.run(NotificationApplication.class, SERVICE, args);
    }
}
