package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** A user's sessions: listed, ended from another one, ended all at once; and access tokens that count no more with them. */
final class SessionSteps {

    private static final String MINE = "{ mySessions(first: 5) { totalCount nodes { id isCurrent endsAt } } }";
    private static final String REVOKE = """
            mutation R($id: ID!) {
              revokeSession(input: { sessionId: $id }) { __typename ... on Refusal { code message } } }""";
    private static final String EVERYWHERE = """
            mutation L($keep: Boolean) {
              logoutEverywhere(input: { keepCurrent: $keep }) { ... on EndedSessions { count } } }""";
    private static final String ME = "{ me { id wallets { id } } }";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;
    private final Person phone;
    private final Person stranger;

    SessionSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "sam");
        this.phone = new Person(client, user.email(), user.password());
        this.stranger = Person.unknown(client, "sue");
    }

    void addTo(Suite suite) {
        suite.step("a user sees the sessions of all their devices, and which one asks", () -> {
                    user.join("Sam");
                    stranger.join("Sue");
                    phone.login();
                    Answer mine = phone.ask(MINE).ok();
                    Check.equal("2", mine.text("/mySessions/totalCount"), "how many there are");
                    Check.equal("true", mine.text("/mySessions/nodes/0/isCurrent"), "the newest asks");
                    Check.equal("false", mine.text("/mySessions/nodes/1/isCurrent"), "the older one does not");
                })
                .step("a session that is ended from another one is over within a moment", () -> {
                    String id = phone.ask(MINE).ok().text("/mySessions/nodes/0/id");
                    Check.refusal(stranger.ask(REVOKE, Map.of("id", id)), "/revokeSession", "SESSION_NOT_OPEN");
                    phone.ask(ME).ok();
                    Check.equal(
                            "EndedSession",
                            user.ask(REVOKE, Map.of("id", id)).ok().text("/revokeSession/__typename"),
                            "the result");
                    awaitOver(phone);
                    Check.refusal(user.ask(REVOKE, Map.of("id", id)), "/revokeSession", "SESSION_NOT_OPEN");
                    user.ask(ME).ok();
                })
                .step("logout everywhere leaves the session that asks if that is wished, else none", () -> {
                    phone.login();
                    Answer others = user.ask(EVERYWHERE, Map.of("keep", true)).ok();
                    Check.equal("1", others.text("/logoutEverywhere/count"), "how many ended");
                    awaitOver(phone);
                    user.ask(EVERYWHERE, Map.of("keep", false)).ok();
                    awaitOver(user);
                })
                .step("an administrator ends a user's sessions, and the user signs in again", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    Map<String, String> of = Map.of("userId", user.login().id());
                    Check.error(Mutations.ask(stranger, "endUserSessions", of), "FORBIDDEN");
                    Mutations.ask(admin, "endUserSessions", of).ok();
                    awaitOver(user);
                    user.login().ask(ME, Map.of()).ok();
                })
                .step("a signing key that not every verifier has yet does not sign", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    Check.error(stranger.ask("{ signingKeys { id } }"), "FORBIDDEN");
                    Map<String, Boolean> onSchedule = Map.of("isCompromised", false);
                    // Where the system has run for long, the next key may sign; the one after it is new then.
                    Mutations.ask(admin, "rotateSigningKey", onSchedule).ok();
                    Mutations.refused(admin, "rotateSigningKey", onSchedule, "NEXT_KEY_TOO_NEW");
                    user.ask(ME).ok();
                });
    }

    private static void awaitOver(Person person) {
        Person.await("the access token's end", () -> person.ask(ME).hasErrors());
        Check.error(person.ask(ME), "UNAUTHENTICATED");
    }
}
