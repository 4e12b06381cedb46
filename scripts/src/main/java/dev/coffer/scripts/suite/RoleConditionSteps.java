package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Roles of a tenant's own that hold from some networks only, or so often in a time, at a service behind the gateway. */
final class RoleConditionSteps {

    private static final String WALLETS = "{ me { wallets { id } } }";
    private static final String CHANGED = "... on RoleChange { version }";
    private static final int MOST = 3;
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Staff staff;
    private final Person admin;
    private final Person holder;
    private final String role = "conditional-" + UUID.randomUUID().toString().substring(0, 8);

    RoleConditionSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "tenant-admin");
        this.holder = Person.unknown(client, "conditional");
    }

    void addTo(Suite suite) {
        suite.step("a grant that holds from this machine holds for who calls from it", () -> {
                    staff.join(admin, "tenant-admin");
                    save("{\"cidr\": [\"127.0.0.0/8\", \"::1/128\"]}");
                    staff.join(holder, role);
                    Person.await(
                            "what is granted from here",
                            () -> !holder.ask(WALLETS).hasErrors());
                })
                .step("one that holds from elsewhere does not, and operators are told why", () -> {
                    save("{\"cidr\": [\"203.0.113.0/24\", \"2001:db8:7::/48\"]}");
                    Person.await(
                            "the end of what is granted from here",
                            () -> holder.ask(WALLETS).hasErrors());
                    Check.error(holder.ask(WALLETS), "FORBIDDEN");
                    Answer told = admin.ask(
                                    "query E($id: ID!) { explainAccess(urn: \"wallet:read:own\", userId: $id) { text } }",
                                    Map.of("id", holder.id()))
                            .ok();
                    Check.sentence(told.text("/explainAccess/text"), "address");
                })
                .step("one that holds so often holds so often, and again after its time", () -> {
                    save("{\"rate\": {\"counter\": \"" + role + "\", \"most\": " + MOST + ", \"per\": \"PT20S\"}}");
                    Person.await(
                            "what is granted so often",
                            () -> !holder.ask(WALLETS).hasErrors());
                    long first = System.nanoTime();
                    int permitted = 1;
                    while (!holder.ask(WALLETS).hasErrors()) {
                        permitted++;
                        Check.that(permitted <= MOST, "no more than " + MOST + " are permitted");
                    }
                    Check.equal(MOST, permitted, "how many were permitted");
                    Check.error(holder.ask(WALLETS), "FORBIDDEN");
                    Person.await(
                            "the time's end", 40, () -> !holder.ask(WALLETS).hasErrors());
                    Check.that(
                            System.nanoTime() - first
                                    > Duration.ofSeconds(20).minus(A_SECOND).toNanos(),
                            "it took its time");
                })
                .step("the role is given back", () -> {
                    Mutations.ask(admin, "revokeRole", Map.of("userId", holder.id(), "role", role))
                            .ok();
                    Mutations.done(admin, "deleteRole", change(), CHANGED, "/version");
                });
    }

    private void save(String condition) {
        Map<String, Object> saved = change();
        saved.put(
                "grants", List.of(Map.of("urn", "user:read:own"), Map.of("urn", "wallet:read:own", "when", condition)));
        Mutations.done(admin, "saveRole", saved, CHANGED, "/version");
    }

    private Map<String, Object> change() {
        int version = admin.ask("{ role(name: \"user\") { version } }")
                .ok()
                .at("/role/version")
                .asInt();
        return new HashMap<>(Map.of("name", role, "expectedVersion", version, "reason", "the auth suite"));
    }
}
