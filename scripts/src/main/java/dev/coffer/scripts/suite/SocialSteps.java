package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;

/** Where requests come from, what that bounds, and signing in with accounts elsewhere as far as that goes without one. */
final class SocialSteps {

    private static final String SETTING = "auth-service/social-facebook";
    private static final String HOME = "https://app.example.com/signed-in";
    /** More than the setting auth-service/network-limits allows by default. */
    private static final int MORE_THAN_ALLOWED = 310;

    private static final String REFRESH = """
            {"query": "mutation { refreshSession(input: {refreshToken: \\"none\\"}) { ... on Refusal { code message retryAfterSeconds } } }"}""";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;

    SocialSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "sol");
    }

    void addTo(Suite suite) {
        suite.step("who sends refresh tokens that do not count has to wait, and nobody at another address", () -> {
                    String address = "198.51.100." + (1 + Math.floorMod(System.nanoTime(), 254));
                    String last = "";
                    for (int i = 0; i < MORE_THAN_ALLOWED && !last.equals("NETWORK_TRIED_TOO_OFTEN"); i++) {
                        last = refresh(address).text("/refreshSession/code");
                    }
                    Check.equal("NETWORK_TRIED_TOO_OFTEN", last, "what the address gets");
                    Check.equal(
                            "REFRESH_TOKEN_INVALID",
                            refresh("203.0.113.250").text("/refreshSession/code"),
                            "what another address gets");
                })
                .step("a session tells where it is used", () -> {
                    user.join("Sol");
                    Answer mine = user.ask("{ mySessions { nodes { device startedFrom seenFrom } } }")
                            .ok();
                    Check.equal("127.0.0.1", mine.text("/mySessions/nodes/0/startedFrom"), "the address");
                    Check.that(!mine.text("/mySessions/nodes/0/device").isEmpty(), "the device has a name");
                })
                .step("an operator sees where a user's sessions are used, the user not anybody else's", () -> {
                    Person operator = staff.join(Person.unknown(client, "oli"), "operator");
                    String query = "{ userSessions(userId: \"" + user.id() + "\") { nodes { startedFrom } } }";
                    Check.equal(
                            "127.0.0.1",
                            operator.ask(query).ok().text("/userSessions/nodes/0/startedFrom"),
                            "the address");
                    Check.error(user.ask(query), "FORBIDDEN");
                })
                .step("signing in with an account elsewhere begins where the tenant says, and ends only there", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    Map<String, String> start = Map.of("provider", "FACEBOOK", "redirectUri", HOME);
                    Mutations.refused(user, "startSocialLogin", start, "SOCIAL_PROVIDER_UNKNOWN");
                    enable(admin, true);
                    Person.await("the provider", () -> !providers().isEmpty());
                    Mutations.refused(
                            user,
                            "startSocialLogin",
                            Map.of("provider", "FACEBOOK", "redirectUri", "https://evil.example"),
                            "SOCIAL_REDIRECT_NOT_ALLOWED");
                    String url = Mutations.done(
                            user, "startSocialLogin", start, "... on SocialLoginStarted { url }", "/url");
                    Check.that(url.startsWith("https://www.facebook.com/"), "people are sent to the provider");
                    Mutations.refused(
                            user,
                            "completeSocialLogin",
                            Map.of("state", "made up", "code", "made up", "binding", "made up"),
                            "SOCIAL_SIGN_IN_EXPIRED");
                    Mutations.refused(
                            user,
                            "unlinkSocialAccount",
                            Map.of("provider", "FACEBOOK", "password", user.password()),
                            "SOCIAL_NOT_LINKED");
                    enable(admin, false);
                    Person.await("the provider's end", () -> providers().isEmpty());
                });
    }

    private Answer refresh(String address) {
        return client.send(HttpRequest.newBuilder(client.endpoint())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .header("X-Forwarded-For", address)
                        .POST(HttpRequest.BodyPublishers.ofString(REFRESH))
                        .build())
                .ok();
    }

    private String providers() {
        return client.ask("{ socialProviders { name } }", Map.of(), null)
                .ok()
                .at("/socialProviders/0/name")
                .asString("");
    }

    private static void enable(Person admin, boolean isOn) {
        int version = Integer.parseInt(admin.ask("{ setting(key: \"" + SETTING + "\") { version } }")
                .ok()
                .text("/setting/version"));
        Mutations.ask(
                        admin,
                        "setSetting",
                        Map.of(
                                "key",
                                SETTING,
                                "values",
                                List.of(
                                        Map.of("field", "enabled", "value", Boolean.toString(isOn)),
                                        Map.of("field", "clientId", "value", "4711"),
                                        Map.of("field", "clientSecret", "value", "not a real one"),
                                        Map.of("field", "redirectUris", "value", HOME)),
                                "expectedVersion",
                                version,
                                "reason",
                                "for a step"))
                .ok();
    }
}
