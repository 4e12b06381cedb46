package dev.coffer.kyc;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that knows how well a user is known. */
@SpringBootApplication
public class KycApplication {

    public static final String SERVICE = "kyc";

    public static void main(String[] args) {
        ServiceLauncher.run(KycApplication.class, SERVICE, args);
    }
}
