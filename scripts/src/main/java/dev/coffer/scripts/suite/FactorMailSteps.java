package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What users are written when their second factors change: so that they hear of it where it was somebody else. */
final class FactorMailSteps {

    private static final String CODES = "... on RecoveryCodes { codes }";

    private final GatewayClient client;
    private final Mailbox mailbox;
    private final Person user;
    private final List<String> codes = new ArrayList<>();
    private @Nullable AuthenticatorApp app;

    FactorMailSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.mailbox = staff.mailbox(client);
        this.user = Person.unknown(client, "mia");
    }

    void addTo(Suite suite) {
        suite.step("who adds an authenticator app is written so", () -> {
                    user.join("Mia");
                    Answer begun = Mutations.ask(
                                    user,
                                    "enrolTotp",
                                    Map.of("password", user.password()),
                                    "... on TotpEnrolment { id secret }")
                            .ok();
                    AuthenticatorApp shown = new AuthenticatorApp(begun.text("/enrolTotp/secret"), SuiteWiring.clock());
                    Map<String, String> confirmation = Map.of("id", begun.text("/enrolTotp/id"), "code", shown.next());
                    keep(Mutations.ask(user, "confirmTotp", confirmation, CODES)
                            .ok()
                            .at("/confirmTotp/codes"));
                    app = shown;
                    isWritten("takes a second step from now on: TOTP");
                })
                .step("whose device is remembered is written so", () -> {
                    recover(true);
                    isWritten("on one more device takes the password alone");
                    isWritten("with one of your recovery codes; 9 are left");
                })
                .step("whose last recovery code is used is written to make new ones, and that they were made", () -> {
                    while (!codes.isEmpty()) {
                        recover(false);
                    }
                    isWritten("with the last of your recovery codes");
                    String code = Objects.requireNonNull(app).next();
                    keep(Mutations.ask(user, "regenerateRecoveryCodes", proof(code), CODES)
                            .ok()
                            .at("/regenerateRecoveryCodes/codes"));
                    isWritten("New recovery codes were made");
                })
                .step("who removes the app is written so", () -> {
                    Mutations.ask(user, "disableTotp", proof(codes.removeFirst()))
                            .ok();
                    isWritten("TOTP is no second step of your account any more");
                });
    }

    private void isWritten(String part) {
        Person.await(
                "a mail that says '" + part + "'",
                () -> mailbox.texts(user).stream()
                        .anyMatch(text -> text.replaceAll("\\s+", " ").contains(part)));
    }

    private void recover(boolean isRemembered) {
        String challenge = client.ask(
                        "mutation L($input: LoginInput!) { login(input: $input) { ... on SecondFactorRequired { id } } }",
                        Map.of("input", Map.of("identifier", user.email(), "password", user.password())),
                        null)
                .ok()
                .text("/login/id");
        Map<String, Object> answer = Map.of(
                "id",
                challenge,
                "factor",
                "RECOVERY_CODE",
                "code",
                codes.removeFirst(),
                "rememberDevice",
                isRemembered);
        Check.equal(
                "Session",
                client.ask(
                                "mutation C($input: CompleteLoginInput!) { completeLogin(input: $input) { __typename } }",
                                Map.of("input", answer),
                                null)
                        .ok()
                        .text("/completeLogin/__typename"),
                "a sign-in by recovery code");
    }

    private Map<String, String> proof(String code) {
        return Map.of("password", user.password(), "code", code);
    }

    private void keep(JsonNode made) {
        codes.clear();
        made.forEach(code -> codes.add(code.asString()));
    }
}
