package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A program's account through the gateway, to its end: no money is lost with it, its keys die, its name is free. */
final class ServiceAccountSteps {

    private static final String ME = "{ me { id wallets { id } } }";
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final GatewayClient client;
    private final Staff staff;
    private final Person admin;
    private final String name = "Reports " + UUID.randomUUID().toString().substring(0, 8);
    private String id = "";
    private String key = "";

    ServiceAccountSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
    }

    void addTo(Suite suite) {
        suite.step("a service account is not closed as a person's is, nor a person's deleted as one", () -> {
                    staff.join(admin, "admin", "user");
                    id = create();
                    key = Mutations.done(
                            admin,
                            "createApiKey",
                            Map.of("accountId", id, "name", "First", "scopes", List.of("user:read", "wallet:*")),
                            "... on NewApiKey { key }",
                            "/key");
                    Check.equal(id, client.ask(ME, Map.of(), key).ok().text("/me/id"), "whose key it is");
                    Mutations.refused(
                            admin, "closeUserAccount", Map.of("userId", id, "reason", "a test"), "SERVICE_ACCOUNT");
                    Person user = Person.unknown(client, "uma").join("Uma");
                    Check.error(Mutations.ask(admin, "deleteServiceAccount", of(user.id())), "NOT_FOUND");
                    Check.error(Mutations.ask(user, "deleteServiceAccount", of(id)), "FORBIDDEN");
                })
                .step("deleted, its keys are dead at every service within a second", () -> {
                    client.ask("mutation { openWallet(input: { currency: \"EUR\" }) { __typename } }", Map.of(), key)
                            .ok();
                    Mutations.ask(admin, "deleteServiceAccount", of(id), "... on AccountClosing { state }")
                            .ok();
                    long deleted = System.nanoTime();
                    Person.await(
                            "the end of its key",
                            () -> client.ask(ME, Map.of(), key).hasErrors());
                    Check.that(System.nanoTime() - deleted < A_SECOND.toNanos(), "it took less than a second");
                    Check.error(client.ask(ME, Map.of(), key), "UNAUTHENTICATED");
                })
                .step("its name is free a moment later, and the audit log has what happened", () -> {
                    Person.await("the end of the account", () -> "CLOSED".equals(status()));
                    Check.that(!create().equals(id), "another account has the name");
                    String log = admin.ask(
                                    "query A($id: ID!) { auditLog(filter: { subjectId: $id }) { nodes { kind } } }",
                                    Map.of("id", id))
                            .ok()
                            .body()
                            .toString();
                    Check.that(
                            log.contains("SERVICE_ACCOUNT_CREATED") && log.contains("ACCOUNT_CLOSED"),
                            "it was made and ended in " + log);
                });
    }

    private static Map<String, String> of(String accountId) {
        return Map.of("id", accountId, "reason", "the auth suite");
    }

    private String create() {
        return Mutations.done(
                admin,
                "createServiceAccount",
                Map.of("name", name, "roles", List.of("user")),
                "... on User { id }",
                "/id");
    }

    private String status() {
        return admin.ask("query U($id: ID!) { user(id: $id) { status } }", Map.of("id", id))
                .ok()
                .text("/user/status");
    }
}
