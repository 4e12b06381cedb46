package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** An administrator who looks at somebody's account, and tries to do more than that. */
final class ImpersonationSteps {

    private static final String TOKEN = "... on Impersonation { accessToken }";
    private static final String EVERYTHING =
            "{ me { id wallets { id } inbox(first: 3) { nodes { id } } kyc { tier } } }";
    private static final String INBOX = "{ me { inbox(first: 5) { nodes { template } } } }";
    private static final String LOGOUT = """
            mutation Logout($token: String!) {
              logout(input: { refreshToken: $token }) { __typename ... on Refusal { code message } }
            }""";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;
    private final Person friend;
    private String token = "";

    ImpersonationSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "ivy");
        this.friend = Person.unknown(client, "ian");
    }

    void addTo(Suite suite) {
        Person[] admin = new Person[1];
        suite.step("an administrator sees what a user sees, in every service, and the user is told", () -> {
                    user.join("Ivy");
                    friend.join("Ian");
                    admin[0] = staff.join(Person.unknown(client, "admin"), "admin");
                    token = Mutations.done(admin[0], "impersonateUser", of(user), TOKEN, "/accessToken");
                    Check.equal(user.id(), as(EVERYTHING, Map.of()).ok().text("/me/id"), "who is seen");
                    Person.await(
                            "the message to the user",
                            () -> user.ask(INBOX)
                                    .ok()
                                    .at("/me/inbox/nodes")
                                    .toString()
                                    .contains("account.viewed"));
                })
                .step("money does not move, and nothing else changes, by the administrator's hand", this::changes)
                .step("nobody impersonates themselves or a locked account, or without being staff", () -> {
                    Mutations.refused(admin[0], "impersonateUser", of(admin[0]), "IMPERSONATING_SELF");
                    Mutations.ask(admin[0], "lockUser", Map.of("userId", friend.id()))
                            .ok();
                    Mutations.refused(admin[0], "impersonateUser", of(friend), "USER_NOT_ACTIVE");
                    Check.error(Mutations.ask(user, "impersonateUser", of(admin[0])), "FORBIDDEN");
                })
                .step("it is over when the administrator's session is", () -> {
                    client.ask(LOGOUT, Map.of("token", admin[0].refreshToken()), null)
                            .ok();
                    Person.await(
                            "the token's end", () -> as(EVERYTHING, Map.of()).hasErrors());
                    Check.error(as(EVERYTHING, Map.of()), "UNAUTHENTICATED");
                });
    }

    private void changes() {
        String wallet = user.wallet("EUR");
        Map<String, Object> one = Map.of("amount", "1.00", "currency", "EUR");
        forbidden("transferFunds", Map.of("toUserId", friend.id(), "amount", one, "idempotencyKey", "imp-1"));
        forbidden("deposit", Map.of("walletId", wallet, "amount", one, "idempotencyKey", "imp-2"));
        forbidden("changePassword", Map.of("currentPassword", user.password(), "newPassword", "staple gun sunrise"));
        forbidden("enrolTotp", Map.of("password", user.password()));
        forbidden("logoutEverywhere", Map.of());
        forbidden("assignRole", Map.of("userId", user.id(), "role", "admin"));
        forbidden("impersonateUser", of(friend));
        user.login();
    }

    private void forbidden(String mutation, Map<String, ?> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        Check.error(
                as(
                        "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename } }",
                        Map.of("input", input)),
                "FORBIDDEN");
    }

    private Answer as(String document, Map<String, ?> variables) {
        return client.ask(document, variables, token);
    }

    private static Map<String, String> of(Person person) {
        return Map.of("userId", person.id(), "reason", "Case 4711");
    }
}
