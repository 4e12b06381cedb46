package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Second factors, as their user meets them: an authenticator app, recovery codes, a remembered device, and all refusals. */
final class FactorSteps {

    private static final int MOST_TRIES = 20;
    private static final String LOGIN = """
            mutation L($input: LoginInput!) {
              login(input: $input) {
                __typename
                ... on Session { accessToken }
                ... on SecondFactorRequired { id factors expiresAt }
                ... on Refusal { code message }
              }
            }""";
    private static final String COMPLETE = """
            mutation C($input: CompleteLoginInput!) {
              completeLogin(input: $input) {
                __typename
                ... on Session { accessToken deviceToken user { id } }
                ... on Refusal { code message retryAfterSeconds }
              }
            }""";
    private static final String MINE =
            "{ me { secondFactors { kind lastUsedAt recoveryCodesLeft } rememberedDevices { id } } }";
    private static final String ENROLMENT = "... on TotpEnrolment { id secret uri qr }";
    private static final String CODES = "... on RecoveryCodes { codes }";

    private final GatewayClient client;
    private final Person dora;
    private final List<String> recoveryCodes = new ArrayList<>();
    private @Nullable AuthenticatorApp app;
    private String device = "";

    FactorSteps(GatewayClient client) {
        this.client = client;
        this.dora = Person.unknown(client, "dora");
    }

    void addTo(Suite suite) {
        enrolment(suite);
        signIn(suite);
        devices(suite);
        changes(suite);
        guesses(suite);
    }

    private void enrolment(Suite suite) {
        suite.step("an authenticator app takes the password, and counts from its first code on", () -> {
                    dora.join("Dora");
                    Mutations.refused(dora, "enrolTotp", Map.of("password", "not the password"), "INVALID_CREDENTIALS");
                    Answer begun = Mutations.ask(dora, "enrolTotp", Map.of("password", dora.password()), ENROLMENT)
                            .ok();
                    String id = begun.text("/enrolTotp/id");
                    AuthenticatorApp shown = new AuthenticatorApp(begun.text("/enrolTotp/secret"), SuiteWiring.clock());
                    Check.that(begun.text("/enrolTotp/uri").startsWith("otpauth://totp/"), "the URI is one for apps");
                    Check.that(begun.text("/enrolTotp/qr").startsWith("data:image/svg+xml"), "the picture is one");
                    confirmRefused(id, shown.wrong(), "SECOND_FACTOR_WRONG");
                    Check.equal("Session", login(null).text("/login/__typename"), "a sign-in before it is confirmed");
                    Answer confirmed = Mutations.ask(dora, "confirmTotp", Map.of("id", id, "code", shown.next()), CODES)
                            .ok();
                    keep(confirmed.at("/confirmTotp/codes"));
                    app = shown;
                    confirmRefused(id, shown.next(), "ENROLMENT_EXPIRED");
                })
                .step("the user sees what is on, and another app takes a code of the first", () -> {
                    Answer mine = dora.ask(MINE).ok();
                    Check.equal("TOTP", mine.text("/me/secondFactors/0/kind"), "the kind");
                    Check.equal(
                            10, mine.at("/me/secondFactors/0/recoveryCodesLeft").asInt(), "the recovery codes left");
                    Mutations.refused(dora, "enrolTotp", Map.of("password", dora.password()), "SECOND_FACTOR_NEEDED");
                })
                .step("codes by e-mail are for addresses that are proven, and sent to whom they are a factor", () -> {
                    Mutations.refused(
                            dora, "enableEmailCodes", Map.of("password", dora.password()), "EMAIL_NOT_VERIFIED");
                    Mutations.refused(dora, "sendFactorCode", Map.of("factor", "EMAIL_CODE"), "FACTOR_NOT_ENROLLED");
                    Mutations.refused(dora, "disableEmailCodes", proof("000000"), "FACTOR_NOT_ENROLLED");
                    Mutations.refused(dora, "sendSignInCode", Map.of("id", challenge()), "FACTOR_NOT_ENROLLED");
                });
    }

    private void confirmRefused(String id, String code, String refusal) {
        Mutations.refused(dora, "confirmTotp", Map.of("id", id, "code", code), refusal);
    }

    private void signIn(Suite suite) {
        suite.step("the password alone does not sign in any more, with a code of the app it does", () -> {
                    Answer required = login(null);
                    Check.equal("SecondFactorRequired", required.text("/login/__typename"), "the result");
                    Check.equal(
                            "[\"TOTP\",\"RECOVERY_CODE\"]",
                            required.at("/login/factors").toString(),
                            "the ways");
                    String challenge = required.text("/login/id");
                    Check.refusal(complete(challenge, app().wrong()), "/completeLogin", "SECOND_FACTOR_WRONG");
                    String code = app().next();
                    Answer session = complete(challenge, code).ok();
                    Check.equal(dora.id(), session.text("/completeLogin/user/id"), "who is signed in");
                    Check.that(session.at("/completeLogin/deviceToken").isNull(), "no device is remembered unasked");
                    Check.refusal(complete(challenge, code), "/completeLogin", "SIGN_IN_EXPIRED");
                    Check.refusal(complete(challenge(), code), "/completeLogin", "SECOND_FACTOR_WRONG");
                })
                .step("who is signed in proves a second factor again, and has a token that tells it", () -> {
                    Map<String, String> wrong = Map.of("factor", "TOTP", "code", app().wrong());
                    Mutations.refused(dora, "stepUp", wrong, "SECOND_FACTOR_WRONG");
                    Map<String, String> password = Map.of("factor", "PASSWORD", "code", dora.password());
                    Mutations.refused(dora, "stepUp", password, "PASSWORD_NOT_ENOUGH");
                    Map<String, String> right = Map.of("factor", "TOTP", "code", app().next());
                    String token =
                            Mutations.done(dora, "stepUp", right, "... on SteppedUp { accessToken }", "/accessToken");
                    Check.equal(
                            dora.id(),
                            client.ask("{ me { id } }", Map.of(), token).ok().text("/me/id"),
                            "whose it is");
                })
                .step("a recovery code signs in once", () -> {
                    String code = recoveryCodes.removeFirst();
                    Check.equal("Session", recover(code).text("/completeLogin/__typename"), "the result");
                    Check.refusal(recover(code), "/completeLogin", "SECOND_FACTOR_WRONG");
                    Check.equal(
                            9,
                            dora.ask(MINE)
                                    .ok()
                                    .at("/me/secondFactors/0/recoveryCodesLeft")
                                    .asInt(),
                            "the recovery codes left");
                });
    }

    private void devices(Suite suite) {
        suite.step("a device that is remembered signs in by password alone, until it is forgotten", () -> {
            Answer session = complete(Map.of(
                            "id",
                            challenge(),
                            "factor",
                            "RECOVERY_CODE",
                            "code",
                            recoveryCodes.removeFirst(),
                            "rememberDevice",
                            true))
                    .ok();
            device = session.text("/completeLogin/deviceToken");
            Check.equal("Session", login(device).text("/login/__typename"), "a sign-in on the device");
            Check.equal("SecondFactorRequired", login("another").text("/login/__typename"), "a sign-in elsewhere");
            String id = dora.ask(MINE).ok().text("/me/rememberedDevices/0/id");
            Mutations.ask(dora, "forgetDevice", Map.of("id", id)).ok();
            Check.equal("SecondFactorRequired", login(device).text("/login/__typename"), "a sign-in after that");
            Check.error(Mutations.ask(dora, "forgetDevice", Map.of("id", id)), "NOT_FOUND");
        });
    }

    private void changes(Suite suite) {
        suite.step("other recovery codes take the place of those before", () -> {
                    String old = recoveryCodes.removeFirst();
                    Answer made = Mutations.ask(
                                    dora, "regenerateRecoveryCodes", proof(recoveryCodes.removeFirst()), CODES)
                            .ok();
                    keep(made.at("/regenerateRecoveryCodes/codes"));
                    Check.refusal(recover(old), "/completeLogin", "SECOND_FACTOR_WRONG");
                    Check.equal(
                            "Session",
                            recover(recoveryCodes.removeFirst()).text("/completeLogin/__typename"),
                            "a sign-in with a new one");
                })
                .step("switching off takes both proofs, and then the password signs in alone", () -> {
                    Mutations.refused(dora, "disableTotp", proof("AAAA-AAAA-AAAA-AAAA"), "SECOND_FACTOR_WRONG");
                    Mutations.ask(dora, "disableTotp", proof(recoveryCodes.removeFirst()))
                            .ok();
                    Check.equal("Session", login(null).text("/login/__typename"), "the result");
                    Mutations.refused(dora, "disableTotp", proof("000000"), "FACTOR_NOT_ENROLLED");
                });
    }

    private void guesses(Suite suite) {
        suite.step("codes that are tried too often are not looked at any more, and the password does not wait", () -> {
            Person eli = Person.unknown(client, "eli").join("Eli");
            Answer begun = Mutations.ask(eli, "enrolTotp", Map.of("password", eli.password()), ENROLMENT)
                    .ok();
            AuthenticatorApp shown = new AuthenticatorApp(begun.text("/enrolTotp/secret"), SuiteWiring.clock());
            Map<String, String> confirmation = Map.of("id", begun.text("/enrolTotp/id"), "code", shown.next());
            Mutations.ask(eli, "confirmTotp", confirmation).ok();
            for (int i = 0; i < MOST_TRIES; i++) {
                Answer tried = complete(challenge(eli), shown.wrong());
                if (tried.text("/completeLogin/code").equals("SECOND_FACTOR_TRIED_TOO_OFTEN")) {
                    challenge(eli);
                    return;
                }
            }
            throw new AssertionError(MOST_TRIES + " wrong codes were looked at");
        });
    }

    private Answer login(@Nullable String deviceToken) {
        return login(dora, deviceToken);
    }

    private Answer login(Person person, @Nullable String deviceToken) {
        Map<String, Object> input = new HashMap<>(Map.of("identifier", person.email(), "password", person.password()));
        if (deviceToken != null) {
            input.put("deviceToken", deviceToken);
        }
        return client.ask(LOGIN, Map.of("input", input), null).ok();
    }

    private String challenge() {
        return challenge(dora);
    }

    private String challenge(Person person) {
        return login(person, null).text("/login/id");
    }

    private Answer complete(String challenge, String code) {
        return complete(Map.of("id", challenge, "factor", "TOTP", "code", code));
    }

    private Answer recover(String code) {
        return complete(Map.of("id", challenge(), "factor", "RECOVERY_CODE", "code", code));
    }

    private Answer complete(Map<String, ?> input) {
        return client.ask(COMPLETE, Map.of("input", input), null);
    }

    private Map<String, String> proof(String code) {
        return Map.of("password", dora.password(), "code", code);
    }

    private void keep(JsonNode codes) {
        recoveryCodes.clear();
        codes.forEach(code -> recoveryCodes.add(code.asString()));
        Check.equal(10, recoveryCodes.size(), "the recovery codes");
    }

    private AuthenticatorApp app() {
        return Objects.requireNonNull(app, "the app is enrolled by an earlier step");
    }
}
