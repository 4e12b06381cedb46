package dev.coffer.scripts.suite;

import dev.coffer.auth.user.NewUser;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.user.DirectUsers;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Gives a suite people with roles that nobody can ask for over GraphQL, made straight in the system's database. */
final class Staff {

    private static final String TENANT = "main";

    private final Supplier<Map<String, Object>> authSettings;

    /** @param authSettings asked for when somebody is wanted, so that other suites also run against a system elsewhere */
    Staff(Supplier<Map<String, Object>> authSettings) {
        this.authSettings = authSettings;
    }

    /** Makes the account and signs in. @throws dev.coffer.scripts.CommandFailed when no system is up on this machine */
    Person join(Person person, String... roles) {
        DirectUsers.create(
                authSettings.get(),
                NewUser.parse(TENANT, person.email(), null, "Staff", null, person.password(), null, Set.of(roles)));
        return person.login();
    }
}
