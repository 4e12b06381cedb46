package dev.coffer.scripts.user;

import dev.coffer.auth.AuthApplication;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.scripts.CommandFailed;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Makes users straight in a system's database, with roles that nobody can ask for over GraphQL. */
public final class DirectUsers {

    private DirectUsers() {}

    /**
     * @param settings of an auth-service on the system's stores, which is started for this and ended again
     * @throws CommandFailed saying why the user was not made
     */
    public static void create(Map<String, Object> settings, NewUser asked) {
        try (ConfigurableApplicationContext auth =
                ServiceLauncher.launch(AuthApplication.class, AuthApplication.SERVICE, settings)) {
            UserResult result = auth.getBean(CreateUser.class).create(asked);
            if (result instanceof UserResult.Refused refused) {
                throw new CommandFailed(
                        refused.code().name() + ": " + refused.code().meaning());
            }
        } catch (CodedException e) {
            throw new CommandFailed(e.getMessage());
        }
    }
}
