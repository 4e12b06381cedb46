package dev.coffer.scripts.suite;

import dev.coffer.auth.user.NewUser;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.user.DirectUsers;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Gives a suite what no client gets over GraphQL: people with any role, made straight in the database, and everybody's mails. */
final class Staff {

    private static final String TENANT = "main";

    private final Supplier<Map<String, Object>> authSettings;
    private final Supplier<String> notificationAddress;

    /**
     * @param authSettings asked for when somebody is wanted, so that other suites also run against a system elsewhere
     * @param notificationAddress where notification-service listens, {@code http://127.0.0.1:9004}, asked for likewise
     */
    Staff(Supplier<Map<String, Object>> authSettings, Supplier<String> notificationAddress) {
        this.authSettings = authSettings;
        this.notificationAddress = notificationAddress;
    }

    /** What people are written. */
    Mailbox mailbox(GatewayClient client) {
        return new Mailbox(client, notificationAddress);
    }

    /** Where notification-service listens. */
    String notificationAddress() {
        return notificationAddress.get();
    }

    /** Makes the account and signs in. @throws dev.coffer.scripts.CommandFailed when no system is up on this machine */
    Person join(Person person, String... roles) {
        DirectUsers.create(
                authSettings.get(),
                NewUser.parse(TENANT, person.email(), null, "Staff", null, person.password(), null, Set.of(roles)));
        return person.login();
    }
}
