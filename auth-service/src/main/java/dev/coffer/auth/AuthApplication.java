package dev.coffer.auth;

import dev.coffer.core.ops.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that knows who somebody is: users, sign-in, sessions, tokens and roles. */
@SpringBootApplication
public class AuthApplication {

    public static final String SERVICE = "auth";

    public static void main(String[] args) {
        ServiceLauncher.run(AuthApplication.class, SERVICE, args);
    }
}
