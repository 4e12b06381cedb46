package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Closing an account to its end, with a time to take it back of a second. Leaves the setting as a new installation has it. */
final class ClosedAccountSteps {

    private static final String SETTING = "auth-service/closing";
    private static final String ME = "{ me { id email } }";
    private static final String NAME = "Gwendolen Parting";
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final GatewayClient client;
    private final Staff staff;
    private final Person admin;
    private final Person tried;
    private final Person user;
    private String wallet = "";

    ClosedAccountSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "closing-admin");
        this.tried = Person.unknown(client, "tried");
        this.user = Person.unknown(client, "gwen");
    }

    void addTo(Suite suite) {
        suite.step("an administrator makes the time to take a closing back short", () -> {
                    staff.join(admin, "admin", "user");
                    tried.join("Tried");
                    grace("1s");
                    Person.await("the short time", this::isShort);
                })
                .step("who closes their account is signed out within a second", this::close)
                .step("when the time is over there is no sign-in, and nobody of that name", () -> {
                    Person.await("the end of the account", () -> "CLOSED".equals(status()));
                    Check.refusal(user.tryLogin(), "/login", "INVALID_CREDENTIALS");
                    Check.error(user.ask(ME), "UNAUTHENTICATED");
                    Answer left = admin.ask(
                                    "query U($id: ID!) { user(id: $id) { id email phone displayName status } }",
                                    Map.of("id", user.id()))
                            .ok();
                    String shown = left.body().toString();
                    Check.that(!shown.contains("Gwendolen"), "the name is gone from " + shown);
                    Check.that(!shown.contains(user.email()), "the address is gone from " + shown);
                })
                .step("the wallet is still there, closed, for an administrator", () -> {
                    Answer found = admin.ask(
                                    "query W($id: ID!) { wallet(id: $id) { id status } }", Map.of("id", wallet))
                            .ok();
                    Check.equal("CLOSED", found.text("/wallet/status"), "the wallet's status");
                })
                .step("the address is free, for somebody new", () -> {
                    String before = user.id();
                    user.join("Somebody new");
                    Check.that(!before.equals(user.id()), "it is another account");
                })
                .step("the time to take a closing back is long again", () -> {
                    grace("30d");
                });
    }

    private void close() {
        user.join(NAME);
        wallet = user.wallet("EUR");
        String proven = Mutations.done(
                user,
                "stepUp",
                Map.of("factor", "PASSWORD", "code", user.password()),
                "... on SteppedUp { accessToken }",
                "/accessToken");
        Answer closed = client.ask(
                        "mutation C { closeAccount(input: { reason: \"the auth suite\" }) { __typename"
                                + " ... on AccountClosing { userId } ... on Refusal { code message } } }",
                        Map.of(),
                        proven)
                .ok();
        Check.equal(user.id(), closed.text("/closeAccount/userId"), "whose account is to be closed");
        long asked = System.nanoTime();
        for (String token : List.of(user.token(), proven)) {
            Person.await(
                    "the token's end", () -> client.ask(ME, Map.of(), token).hasErrors());
            Check.error(client.ask(ME, Map.of(), token), "UNAUTHENTICATED");
        }
        Check.that(System.nanoTime() - asked < Duration.ofSeconds(1).toNanos(), "it took less than a second");
        Check.refusal(
                client.ask(
                        "mutation R($token: String!) { refreshSession(input: { refreshToken: $token })"
                                + " { __typename ... on Refusal { code message } } }",
                        Map.of("token", user.refreshToken()),
                        null),
                "/refreshSession",
                "SESSION_ENDED");
    }

    private String status() {
        return admin.ask("query U($id: ID!) { user(id: $id) { status } }", Map.of("id", user.id()))
                .ok()
                .text("/user/status");
    }

    /** By a closing that is taken back at once, if there is time. */
    private boolean isShort() {
        Answer begun = Mutations.ask(
                        admin,
                        "closeUserAccount",
                        Map.of("userId", tried.id(), "reason", "the auth suite"),
                        "... on AccountClosing { askedAt eraseAt }")
                .ok();
        Instant asked = Instant.parse(begun.text("/closeUserAccount/askedAt"));
        Instant erased = Instant.parse(begun.text("/closeUserAccount/eraseAt"));
        boolean isShort = Duration.between(asked, erased).compareTo(SHORT.multipliedBy(10)) < 0;
        if (!isShort) {
            Mutations.ask(admin, "keepUserAccount", Map.of("userId", tried.id()))
                    .ok();
        }
        return isShort;
    }

    private void grace(String time) {
        int version = admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", SETTING))
                .ok()
                .at("/setting/version")
                .asInt();
        Mutations.done(
                admin,
                "setSetting",
                Map.of(
                        "key",
                        SETTING,
                        "expectedVersion",
                        version,
                        "reason",
                        "the auth suite",
                        "values",
                        List.of(Map.of("field", "grace", "value", time))),
                "... on Setting { version }",
                "/version");
    }
}
