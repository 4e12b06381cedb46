package dev.coffer.scripts.user;

import dev.coffer.auth.user.NewUser;
import dev.coffer.scripts.run.RunningSystem;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coffer user create}: with any role, straight into the running system's database. */
@Command(
        name = "create",
        description = "Makes a user with the given roles in the running system.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--email", required = true, description = "The address to sign in with.")
    private String email = "";

    @Option(
            names = "--password",
            required = true,
            interactive = true,
            arity = "0..1",
            description = "The password; without a value it is asked for.")
    private String password = "";

    @Option(names = "--role", required = true, split = ",", description = "Roles, such as admin,user.")
    private String[] roles = {};

    @Option(names = "--tenant", defaultValue = "main", description = "The tenant that the user belongs to.")
    private String tenant = "main";

    @Option(names = "--name", description = "How people call the user; by default the address.")
    private @Nullable String name;

    @Override
    public Integer call() {
        DirectUsers.create(RunningSystem.required().settings(), asked());
        spec.commandLine().getOut().println("Made " + email + " with roles " + String.join(", ", roles) + ".");
        return 0;
    }

    private NewUser asked() {
        Set<String> named = Arrays.stream(roles).collect(Collectors.toUnmodifiableSet());
        return NewUser.parse(tenant, email, null, name == null ? email : name, null, password, null, named);
    }
}
