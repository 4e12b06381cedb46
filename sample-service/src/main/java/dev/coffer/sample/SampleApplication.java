package dev.coffer.sample;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that keeps users' items. */
@SpringBootApplication
public class SampleApplication {

    public static final String SERVICE = "sample";

    public static void main(String[] args) {
        ServiceLauncher.run(SampleApplication.class, SERVICE, args);
    }
}
