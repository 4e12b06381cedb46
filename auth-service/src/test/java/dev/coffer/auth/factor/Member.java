package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with an account, who may have an authenticator app. */
public final class Member {

    public static final String PASSWORD = "correct horse battery";
    private static final String REFUSAL = " ... on Refusal { code field retryAfterSeconds }";

    private final AuthServer server;
    private final String tenant;
    private final String email;
    private final String id;
    private String token;
    private @Nullable Authenticator app;
    private List<String> recoveryCodes = List.of();

    private Member(AuthServer server, String tenant, String email, String id) {
        this.server = server;
        this.tenant = tenant;
        this.email = email;
        this.id = id;
        this.token = text(login(), "accessToken");
    }

    /** With the role {@code user}, in the tenant {@code main}. */
    public static Member join(AuthServer server, String email) {
        return join(server, "main", email, "user");
    }

    public static Member join(AuthServer server, String tenant, String email, String... roles) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Somebody", null, PASSWORD, null, Set.of(roles)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
        return new Member(server, tenant, email, ((UserResult.Done) made).user().id());
    }

    /** With an app, enrolled with the code before the present one, so that the present one was not used yet. */
    public static Member withApp(AuthServer server, String email) {
        return join(server, email).enrol();
    }

    Member enrol() {
        JsonNode begun = enrolTotp(Map.of("password", PASSWORD));
        Authenticator shown = new Authenticator(text(begun, "secret"));
        confirm(begun, shown, shown.code(server.now(), -1));
        return this;
    }

    JsonNode enrolTotp(Map<String, ?> input) {
        return ask("enrolTotp", input, "... on TotpEnrolment { id secret uri qr expiresAt }");
    }

    /** Confirms, and keeps app and recovery codes where that succeeds. */
    JsonNode confirm(JsonNode begun, Authenticator shown, String code) {
        JsonNode confirmed =
                ask("confirmTotp", Map.of("id", text(begun, "id"), "code", code), "... on RecoveryCodes { codes }");
        if (text(confirmed, "__typename").equals("RecoveryCodes")) {
            app = shown;
            recoveryCodes = codes(confirmed);
        }
        return confirmed;
    }

    static List<String> codes(JsonNode answer) {
        List<String> codes = new ArrayList<>();
        answer.path("codes").forEach(code -> codes.add(code.asString()));
        return codes;
    }

    /** A mutation's result. */
    public JsonNode ask(String mutation, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String document = "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                + REFUSAL + " } }";
        return result(server.ask(document, Map.of("input", input), token), mutation);
    }

    JsonNode query(String document) {
        return server.ask(document, token);
    }

    public JsonNode login() {
        return login(PASSWORD, null);
    }

    JsonNode login(String password, @Nullable String deviceToken) {
        Map<String, Object> input = new HashMap<>();
        input.put("tenant", tenant);
        input.put("identifier", email);
        input.put("password", password);
        if (deviceToken != null) {
            input.put("deviceToken", deviceToken);
        }
        return server.login(input);
    }

    /** The id of a challenge that is new. */
    public String challenge() {
        JsonNode required = login();
        assertThat(text(required, "__typename")).isEqualTo("SecondFactorRequired");
        return text(required, "id");
    }

    JsonNode complete(String challenge, String code) {
        return complete(server, Map.of("id", challenge, "factor", "TOTP", "code", code));
    }

    JsonNode recover(String challenge, String code) {
        return complete(server, Map.of("id", challenge, "factor", "RECOVERY_CODE", "code", code));
    }

    public static JsonNode complete(AuthServer server, Map<String, ?> input) {
        String document = "mutation($input: CompleteLoginInput!) { completeLogin(input: $input) { __typename"
                + " ... on Session { id accessToken refreshToken deviceToken user { id } }" + REFUSAL + " } }";
        return result(server.ask(document, Map.of("input", input), null), "completeLogin");
    }

    /** Signs in on a device that is to be remembered, and gives its token. */
    String rememberedDevice() {
        JsonNode session =
                complete(server, Map.of("id", challenge(), "factor", "TOTP", "code", code(), "rememberDevice", true));
        token = text(session, "accessToken");
        return text(session, "deviceToken");
    }

    /** Signs in once more, without a second step. */
    Member withFreshToken() {
        token = text(login(), "accessToken");
        return this;
    }

    /** Signs in with the app, after a step in which no code was used. */
    Member again() {
        server.clock().advance(Totp.STEP);
        token = text(complete(challenge(), code()), "accessToken");
        return this;
    }

    public String code() {
        return app().code(server.now());
    }

    Authenticator app() {
        return Objects.requireNonNull(app);
    }

    List<String> recoveryCodes() {
        return recoveryCodes;
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }
}
