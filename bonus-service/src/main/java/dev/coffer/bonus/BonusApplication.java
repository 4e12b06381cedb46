package dev.coffer.bonus;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service of bonus campaigns and awards. */
@SpringBootApplication
public class BonusApplication {

    public static final String SERVICE = "bonus";

    public static void main(String[] args) {
        ServiceLauncher.run(BonusApplication.class, SERVICE, args);
    }
}
