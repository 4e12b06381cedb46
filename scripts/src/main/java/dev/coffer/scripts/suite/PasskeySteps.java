package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passkeys, as their user meets them: registered, used alone and as a second step, removed, and all refusals. */
final class PasskeySteps {

    private static final int MOST = 20;
    private static final String REQUEST = "... on PasskeyRequest { options }";
    private static final String PASSKEY = "... on Passkey { id name }";

    private final GatewayClient client;
    private final Person pia;
    private final Person quin;
    private final PasskeyDevice phone = new PasskeyDevice();
    private String passkey = "";

    PasskeySteps(GatewayClient client) {
        this.client = client;
        this.pia = Person.unknown(client, "pia");
        this.quin = Person.unknown(client, "quin");
    }

    void addTo(Suite suite) {
        suite.step("a passkey takes the password, and signs in alone from then on", () -> {
                    pia.join("Pia");
                    quin.join("Quin");
                    passkey = registered(pia, phone.create(creation(pia, null)));
                    Answer session = logIn(phone.get(login(null))).ok();
                    Check.equal(pia.id(), session.text("/loginWithPasskey/user/id"), "who is signed in");
                    Check.equal(
                            "Blue phone",
                            pia.ask("{ me { passkeys { name } } }").ok().text("/me/passkeys/0/name"),
                            "the name");
                })
                .step("an answer counts once, and for this site only", () -> {
                    String answer = phone.get(login(null));
                    logIn(answer).ok();
                    Check.refusal(logIn(answer), "/loginWithPasskey", "PASSKEY_REQUEST_EXPIRED");
                    Check.refusal(
                            logIn(phone.get(login(null), "https://coffer.example.net")),
                            "/loginWithPasskey",
                            "PASSKEY_NOT_ACCEPTED");
                })
                .step("after the password it takes the second step, and steps up", () -> {
                    String id = signIn();
                    Map<String, String> step = Map.of("id", id, "factor", "PASSKEY", "code", phone.get(login(id)));
                    Answer session = anonymous("completeLogin", step, "... on Session { user { id } }");
                    Check.equal(pia.id(), session.ok().text("/completeLogin/user/id"), "who is signed in");
                    Map<String, String> up = Map.of("factor", "PASSKEY", "code", phone.get(check("STEP_UP")));
                    Mutations.done(pia, "stepUp", up, "... on SteppedUp { accessToken }", "/accessToken");
                })
                .step("a passkey that somebody has is nobody else's", () -> {
                    String taken = phone.namesake().create(creation(quin, null));
                    Mutations.refused(quin, "registerPasskey", named(taken), "PASSKEY_KNOWN");
                })
                .step("a user has twenty at most", () -> {
                    for (int i = 1; i < MOST; i++) {
                        registered(pia, new PasskeyDevice().create(creation(pia, phone.get(check("CHANGE_FACTORS")))));
                    }
                    Mutations.refused(
                            pia,
                            "startPasskeyRegistration",
                            proof(pia, phone.get(check("CHANGE_FACTORS"))),
                            "TOO_MANY_PASSKEYS");
                })
                .step("it gets another name, and is removed by its own proof", () -> {
                    Mutations.done(pia, "renamePasskey", Map.of("id", passkey, "name", "Old phone"), PASSKEY, "/name");
                    Map<String, String> input = new HashMap<>(proof(pia, phone.get(check("CHANGE_FACTORS"))));
                    input.put("id", passkey);
                    Mutations.done(pia, "removePasskey", input, PASSKEY, "/id");
                    Check.refusal(logIn(phone.get(login(null))), "/loginWithPasskey", "PASSKEY_NOT_ACCEPTED");
                });
    }

    private static String creation(Person person, @Nullable String code) {
        return Mutations.done(person, "startPasskeyRegistration", proof(person, code), REQUEST, "/options");
    }

    private static Map<String, String> proof(Person person, @Nullable String code) {
        return code == null
                ? Map.of("password", person.password())
                : Map.of("password", person.password(), "code", code);
    }

    private static String registered(Person person, String credential) {
        return Mutations.done(person, "registerPasskey", named(credential), PASSKEY, "/id");
    }

    private static Map<String, String> named(String credential) {
        return Map.of("credential", credential, "name", "Blue phone");
    }

    private String check(String occasion) {
        return Mutations.done(pia, "startPasskeyCheck", Map.of("occasion", occasion), REQUEST, "/options");
    }

    /** @param id of a sign-in by password; null to sign in by passkey alone */
    private String login(@Nullable String id) {
        return anonymous("startPasskeyLogin", id == null ? Map.of() : Map.of("id", id), REQUEST)
                .ok()
                .text("/startPasskeyLogin/options");
    }

    private Answer logIn(String credential) {
        return anonymous(
                "loginWithPasskey", Map.of("credential", credential), "... on Session { accessToken user { id } }");
    }

    private String signIn() {
        return anonymous(
                        "login",
                        Map.of("identifier", pia.email(), "password", pia.password()),
                        "... on SecondFactorRequired { id }")
                .ok()
                .text("/login/id");
    }

    private Answer anonymous(String mutation, Map<String, ?> input, String more) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return client.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } " + more + " } }",
                Map.of("input", input),
                null);
    }
}
