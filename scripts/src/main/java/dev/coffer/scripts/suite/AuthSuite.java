package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Registration, sign-in, sessions and who may do what. */
final class AuthSuite {

    private static final String ME = "{ me { id email displayName status roles } }";
    private static final String REFRESH = """
            mutation Refresh($token: String!) {
              refreshSession(input: { refreshToken: $token }) {
                __typename
                ... on Session { accessToken refreshToken }
                ... on Refusal { code message }
              }
            }""";
    private static final String LOGOUT = """
            mutation Logout($token: String!) {
              logout(input: { refreshToken: $token }) { __typename ... on Refusal { code message } }
            }""";
    private static final String EVERYTHING = """
            { me {
                id
                displayName
                wallets { currency balance { available { amount } } transactions(last: 3) { nodes { id } } }
                bonuses(first: 3) { nodes { id } }
                inbox(first: 3) { nodes { id } }
                kyc { tier }
            } }""";

    private final GatewayClient client;
    private final Staff staff;
    private final Person ann;
    private final Person bob;

    AuthSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
    }

    Suite suite() {
        Suite suite = new Suite("auth");
        registration(suite);
        sessions(suite);
        new SessionSteps(client, staff).addTo(suite);
        new SocialSteps(client, staff).addTo(suite);
        tokens(suite);
        others(suite);
        documents(suite);
        new CodeSteps(client, staff, staff.mailbox(client)).addTo(suite);
        new FactorSteps(client).addTo(suite);
        new FactorMailSteps(client, staff).addTo(suite);
        new RoleSteps(client, staff).addTo(suite);
        new RoleConditionSteps(client, staff).addTo(suite);
        new ApiKeySteps(client, staff).addTo(suite);
        new ServiceAccountSteps(client, staff).addTo(suite);
        new AuditSteps(client, staff).addTo(suite);
        new ImpersonationSteps(client, staff).addTo(suite);
        new PasskeySteps(client).addTo(suite);
        new OauthSteps(client, staff).addTo(suite);
        new ClosingSteps(client, staff).addTo(suite);
        new ClosedAccountSteps(client, staff).addTo(suite);
        return suite;
    }

    private void registration(Suite suite) {
        suite.step("a new user registers and signs in", () -> {
                    ann.join("Ann");
                    bob.join("Bob");
                })
                .step("me is who signed in", () -> {
                    Answer me = ann.ask(ME).ok();
                    Check.equal(ann.id(), me.text("/me/id"), "the id");
                    Check.equal(ann.email(), me.text("/me/email"), "the e-mail address");
                    Check.equal("ACTIVE", me.text("/me/status"), "the status");
                    Check.equal("user", me.text("/me/roles/0"), "the role");
                })
                .step(
                        "the same address cannot register twice",
                        () -> Check.equal(
                                "Refusal",
                                ann.tryRegister("Ann again").ok().text("/register/__typename"),
                                "the result of a second registration"))
                .step(
                        "a short password is refused",
                        () -> Check.equal(
                                "Refusal",
                                new Person(client, "short-" + ann.email(), "seven77")
                                        .tryRegister("Short")
                                        .ok()
                                        .text("/register/__typename"),
                                "the result with a short password"))
                .step(
                        "a common password is refused",
                        () -> Check.equal(
                                "Refusal",
                                new Person(client, "common-" + ann.email(), "password123")
                                        .tryRegister("Common")
                                        .ok()
                                        .text("/register/__typename"),
                                "the result with a common password"))
                .step(
                        "roles cannot be asked for in a registration",
                        () -> Check.error(
                                client.ask(
                                        "mutation R($input: RegisterInput!) { register(input: $input) { __typename } }",
                                        Map.of(
                                                "input",
                                                Map.of(
                                                        "email",
                                                        "roles-" + ann.email(),
                                                        "password",
                                                        ann.password(),
                                                        "displayName",
                                                        "Mallory",
                                                        "roles",
                                                        java.util.List.of("admin"))),
                                        null),
                                "BAD_USER_INPUT"));
    }

    private void sessions(Suite suite) {
        suite.step("a wrong password and an unknown user are refused alike", () -> {
                    Answer wrong = new Person(client, ann.email(), "not the password").tryLogin();
                    Answer unknown = new Person(client, "nobody-" + ann.email(), "not the password").tryLogin();
                    Check.equal(
                            wrong.text("/login/code") + wrong.text("/login/message"),
                            unknown.text("/login/code") + unknown.text("/login/message"),
                            "the refusal of an unknown user");
                })
                .step("a session is refreshed, and the new access token works", () -> {
                    Answer refreshed = client.ask(REFRESH, Map.of("token", ann.refreshToken()), null)
                            .ok();
                    Check.equal("Session", refreshed.text("/refreshSession/__typename"), "the result");
                    Answer me = client.ask(ME, Map.of(), refreshed.text("/refreshSession/accessToken"))
                            .ok();
                    Check.equal(ann.id(), me.text("/me/id"), "the id");
                    ann.login();
                })
                .step("after logout the refresh token counts for nothing", () -> {
                    Person again = new Person(client, bob.email(), bob.password()).login();
                    client.ask(LOGOUT, Map.of("token", again.refreshToken()), again.token())
                            .ok();
                    Answer refreshed = client.ask(REFRESH, Map.of("token", again.refreshToken()), null)
                            .ok();
                    Check.equal("Refusal", refreshed.text("/refreshSession/__typename"), "the result");
                })
                .step(
                        "a made-up refresh token is refused",
                        () -> Check.equal(
                                "Refusal",
                                client.ask(REFRESH, Map.of("token", "made-up"), null)
                                        .ok()
                                        .text("/refreshSession/__typename"),
                                "the result"));
    }

    private void tokens(Suite suite) {
        suite.step(
                        "without a token me is unauthenticated",
                        () -> Check.error(client.ask(ME, Map.of(), null), "UNAUTHENTICATED"))
                .step(
                        "a token that is none is unauthenticated",
                        () -> Check.error(client.ask(ME, Map.of(), "not.a.token"), "UNAUTHENTICATED"))
                .step("a token with a changed signature is unauthenticated", () -> {
                    String token = ann.token();
                    char last = token.charAt(token.length() - 10);
                    String forged = token.substring(0, token.length() - 10)
                            + (last == 'A' ? 'B' : 'A')
                            + token.substring(token.length() - 9);
                    Check.error(client.ask(ME, Map.of(), forged), "UNAUTHENTICATED");
                })
                .step("a token that claims to need no signature is unauthenticated", () -> {
                    String payload = ann.token().split("\\.", -1)[1];
                    String header = Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
                    Check.error(client.ask(ME, Map.of(), header + "." + payload + "."), "UNAUTHENTICATED");
                });
    }

    private void others(Suite suite) {
        suite.step("a user does not see another user", () -> {
                    Answer answer = bob.ask("query U($id: ID!) { user(id: $id) { email } }", Map.of("id", ann.id()));
                    Check.that(answer.hasErrors(), "the answer has an error: " + answer.shown());
                    Check.that(!answer.body().toString().contains(ann.email()), "the address is not in the answer");
                })
                .step(
                        "a user does not give roles",
                        () -> Check.error(
                                bob.ask(
                                        "mutation A($id: ID!) { assignRole(input: { userId: $id, role: \"admin\" })"
                                                + " { __typename } }",
                                        Map.of("id", bob.id())),
                                "FORBIDDEN"))
                .step("one query joins the user with wallets, bonuses, inbox and KYC", () -> {
                    ann.wallet("EUR");
                    Person.await("Ann's KYC profile", () -> !ann.ask(EVERYTHING).hasErrors());
                    Answer all = ann.ask(EVERYTHING).ok();
                    Check.equal("Ann", all.text("/me/displayName"), "the name");
                    Check.equal("EUR", all.text("/me/wallets/0/currency"), "the wallet's currency");
                    Check.equal("NONE", all.text("/me/kyc/tier"), "the KYC tier");
                    Check.that(all.at("/me/bonuses/nodes").isArray(), "bonuses are a list");
                    Check.that(all.at("/me/inbox/nodes").isArray(), "the inbox is a list");
                });
    }

    private void documents(Suite suite) {
        suite.step(
                        "a document that is not GraphQL is refused with its place",
                        () -> Check.error(client.ask("{ me { id", Map.of(), ann.token()), "GRAPHQL_PARSE_FAILED"))
                .step("an unknown field is refused by name", () -> {
                    Answer answer = client.ask("{ me { shoeSize } }", Map.of(), ann.token());
                    Check.error(answer, "GRAPHQL_VALIDATION_FAILED");
                    Check.that(answer.firstErrorMessage().contains("shoeSize"), "the message names the field");
                });
    }
}
