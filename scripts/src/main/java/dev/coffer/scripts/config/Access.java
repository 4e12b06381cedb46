package dev.coffer.scripts.config;

import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.run.SystemPorts;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every subcommand has: where the gateway is, who asks, and for which tenant. */
final class Access {

    private static final String TOKEN = "COFFER_TOKEN";
    private static final String LOGIN = """
            mutation Login($input: LoginInput!) {
              login(input: $input) { __typename ... on Session { accessToken } ... on Refusal { code message } }
            }""";

    @Option(names = "--url", description = "The gateway's GraphQL address; by default the local system's.")
    private @Nullable String url;

    @Option(names = "--port-offset", description = "The offset that the system was started with.", defaultValue = "0")
    private int portOffset;

    @Option(names = "--email", description = "Who signs in; by default the access token in COFFER_TOKEN is used.")
    private @Nullable String email;

    @Option(
            names = "--password",
            interactive = true,
            arity = "0..1",
            description = "Their password; without a value it is asked for.")
    private @Nullable String password;

    @Option(names = "--sign-in-tenant", description = "The tenant they belong to; by default the first one.")
    private @Nullable String signInTenant;

    @Option(names = "--tenant", description = "Whose values; by default those of the whole installation.")
    private @Nullable String tenant;

    @Option(names = "--json", description = "Print what the API answers as one JSON object.")
    private boolean isJson;

    boolean isJson() {
        return isJson;
    }

    @Nullable
    String tenant() {
        return tenant;
    }

    /** Opened for one command. */
    Connection connect() {
        GatewayClient client =
                new GatewayClient(url == null ? SystemPorts.standard(portOffset).gatewayUrl() : url);
        try {
            return new Connection(client, token(client));
        } catch (GatewayClient.NoAnswer e) {
            client.close();
            throw new CommandFailed("No gateway answers at " + client.endpoint() + ". Start one with './coffer up'.");
        } catch (CommandFailed e) {
            client.close();
            throw e;
        }
    }

    private String token(GatewayClient client) {
        @Nullable String given = System.getenv(TOKEN);
        if (email == null || password == null) {
            if (given == null || given.isBlank()) {
                throw new CommandFailed("Who asks? Give --email and --password of an administrator, or an access token"
                        + " in " + TOKEN + ". 'coffer user create --role admin,user' makes an administrator.");
            }
            return given;
        }
        Map<String, Object> input = new HashMap<>(Map.of("identifier", email, "password", password));
        if (signInTenant != null) {
            input.put("tenant", signInTenant);
        }
        Answer answer = required(client.ask(LOGIN, Map.of("input", input), null));
        if (!answer.text("/login/__typename").equals("Session")) {
            throw new CommandFailed(answer.text("/login/code") + ": " + answer.text("/login/message"));
        }
        return answer.text("/login/accessToken");
    }

    private static Answer required(Answer answer) {
        if (answer.hasErrors()) {
            throw new CommandFailed(answer.errorCodes().getFirst() + ": " + answer.firstErrorMessage());
        }
        return answer;
    }

    /** A signed-in client. */
    record Connection(GatewayClient client, String token) implements AutoCloseable {

        /** @throws CommandFailed with the first error's code and sentence */
        Answer ask(String document, Map<String, ?> variables) {
            try {
                return required(client.ask(document, variables, token));
            } catch (GatewayClient.NoAnswer e) {
                throw new CommandFailed("The gateway does not answer; what became of it is unknown: " + e.getMessage());
            }
        }

        /** As {@link #ask}, for a mutation. @throws CommandFailed also for a refusal */
        Answer change(String document, Map<String, ?> variables, String field) {
            Answer answer = ask(document, variables);
            if (answer.text("/" + field + "/__typename").equals("Refusal")) {
                throw new CommandFailed(
                        answer.text("/" + field + "/code") + ": " + answer.text("/" + field + "/message"));
            }
            return answer;
        }

        @Override
        public void close() {
            client.close();
        }

        @Override
        public String toString() {
            return "Connection[" + client.endpoint() + ", token=***]";
        }
    }
}
