package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Refusals about accounts: sign-in, sessions, roles and verification. */
final class AccountRefusals {

    private static final String REFRESH = """
            mutation R($token: String!) {
              refreshSession(input: { refreshToken: $token }) {
                __typename ... on Session { refreshToken } ... on Refusal { code message } } }""";
    private static final int MOST_TRIES = 200;

    private final GatewayClient client;
    private final Person admin;
    private final Person ann;
    private final Person bob;

    AccountRefusals(GatewayClient client, Person admin, Person ann) {
        this.client = client;
        this.admin = admin;
        this.ann = ann;
        this.bob = Person.unknown(client, "bob");
    }

    void addTo(Suite suite) {
        suite.step("who is locked does not sign in, and whose session has ended does not go on", () -> {
                    bob.join("Bob");
                    Mutations.ask(admin, "lockUser", Map.of("userId", bob.id())).ok();
                    Check.refusal(bob.tryLogin(), "/login", "ACCOUNT_LOCKED");
                    Check.refusal(refresh(bob.refreshToken()), "/refreshSession", "SESSION_ENDED");
                    Mutations.ask(admin, "unlockUser", Map.of("userId", bob.id()))
                            .ok();
                    bob.login();
                })
                .step("a refresh token that was used long before ends the session", () -> {
                    String second = refresh(bob.refreshToken()).ok().text("/refreshSession/refreshToken");
                    refresh(second).ok();
                    Check.refusal(refresh(bob.refreshToken()), "/refreshSession", "REFRESH_TOKEN_REUSED");
                    Check.refusal(refresh("made-up"), "/refreshSession", "REFRESH_TOKEN_INVALID");
                })
                .step("nobody changes their own lock and roles, or gives a role that there is not", () -> {
                    Mutations.refused(admin, "lockUser", Map.of("userId", admin.id()), "OWN_ACCOUNT");
                    Mutations.refused(
                            admin, "resetSecondFactors", Map.of("userId", admin.id(), "reason", "Mine"), "OWN_ACCOUNT");
                    Mutations.refused(
                            admin, "assignRole", Map.of("userId", admin.id(), "role", "finance"), "OWN_ROLES");
                    Mutations.refused(admin, "assignRole", Map.of("userId", bob.id(), "role", "king"), "ROLE_UNKNOWN");
                });
        passwords(suite);
        others(suite);
    }

    private void passwords(Suite suite) {
        suite.step(
                        "passwords that are too short, too long and too common, and a contact that is taken, are refused",
                        () -> {
                            Check.refusal(
                                    registration("short@example.com", "seven77"), "/register", "PASSWORD_TOO_SHORT");
                            Check.refusal(
                                    registration("long@example.com", "x1".repeat(65)),
                                    "/register",
                                    "PASSWORD_TOO_LONG");
                            Check.refusal(
                                    registration("common@example.com", "password123"),
                                    "/register",
                                    "PASSWORD_TOO_COMMON");
                            Check.refusal(bob.tryRegister("Bob again"), "/register", "CONTACT_UNAVAILABLE");
                        })
                .step("a password that is tried too often is not looked at any more", () -> {
                    Person stranger = new Person(
                            client, Person.unknown(client, "stranger").email(), "a wrong password");
                    Check.refusal(stranger.tryLogin(), "/login", "INVALID_CREDENTIALS");
                    for (int i = 0; i < MOST_TRIES; i++) {
                        if (stranger.tryLogin().text("/login/code").equals("TOO_MANY_ATTEMPTS")) {
                            return;
                        }
                    }
                    throw new AssertionError(MOST_TRIES + " wrong passwords were looked at");
                });
    }

    private void others(Suite suite) {
        suite.step("a verification is asked for once, upwards, and not decided by who asked", () -> {
            Mutations.refused(ann, "startVerification", Map.of("tier", "NONE"), "KYC_TIER_NOT_HIGHER");
            Mutations.refused(
                    admin, "decideReview", Map.of("userId", ann.id(), "approve", true), "KYC_NOTHING_IN_REVIEW");
            Verified.ask(ann, "PROFESSIONAL");
            Mutations.refused(ann, "startVerification", Map.of("tier", "PROFESSIONAL"), "KYC_REVIEW_UNDER_WAY");
            Mutations.refused(
                    admin, "decideReview", Map.of("userId", admin.id(), "approve", true), "KYC_NOT_BY_APPLICANT");
        });
    }

    private Answer registration(String email, String password) {
        return new Person(client, ann.id() + email, password).tryRegister("Nobody");
    }

    private Answer refresh(String token) {
        return client.ask(REFRESH, Map.of("token", token), null);
    }
}
