package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A tenant's own roles: tried out, saved, in force at every service within a moment, changed back; and how far each may go. */
final class RoleSteps {

    private static final String WALLETS = "{ me { wallets { id } } }";
    private static final String FOLLOW = "subscription { walletChanged { id } }";
    private static final String CHANGED = "... on RoleChange { version isDryRun changes reach { role } }";
    private static final String SAVE = "saveRole";
    private static final String DELETE = "deleteRole";

    private final Staff staff;
    private final Person admin;
    private final Person holder;
    private final Person lead;
    private final String watcher;
    private final String leading;

    RoleSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "tenant-admin");
        this.holder = Person.unknown(client, "watcher");
        this.lead = Person.unknown(client, "lead");
        String run = UUID.randomUUID().toString().substring(0, 8);
        this.watcher = "watcher-" + run;
        this.leading = "lead-" + run;
    }

    void addTo(Suite suite) {
        suite.step("an administrator tries a role out before it is saved", () -> {
                    staff.join(admin, "tenant-admin");
                    int version = version();
                    Map<String, Object> dry = role(watcher, "user:read:own", "wallet:read:own");
                    dry.put("isDryRun", true);
                    Answer told = Mutations.ask(admin, SAVE, dry, CHANGED).ok();
                    Check.equal(watcher, told.text("/saveRole/reach/0/role"), "whose reach changes");
                    Check.equal(version, version(), "the version after a dry run");
                })
                .step("a saved role permits at other services, and no more than it says", () -> {
                    save(watcher, "user:read:own", "wallet:read:own");
                    staff.join(holder, watcher);
                    Person.await(
                            "wallets by a role of its own",
                            () -> !holder.ask(WALLETS).hasErrors());
                    Check.error(holder.ask("{ users { nodes { id } } }"), "FORBIDDEN");
                    Check.that(can("wallet:read:own") && !can("wallet:read:all"), "can says the same");
                })
                .step("what a role loses is over within a moment, for those who follow it too", this::lose)
                .step("operators are told why, users are not", this::explain)
                .step("roles that do not fit together are refused", this::unfit)
                .step("who manages roles within limits gets nobody beyond them", this::limits)
                .step("a role that is held is not deleted, and one that nobody holds is", this::delete);
    }

    private void lose() {
        try (LiveEvents live = holder.follow(FOLLOW)) {
            save(watcher, "user:read:own");
            Person.await("the end of the permission", () -> holder.ask(WALLETS).hasErrors());
            Check.error(holder.ask(WALLETS), "FORBIDDEN");
            Person.await(
                    "the end of the subscription",
                    () -> live.all().stream().anyMatch(event -> event.toString().contains("FORBIDDEN")));
        }
    }

    private void explain() {
        String query =
                "query E($id: ID!) { explainAccess(urn: \"wallet:read:own\", userId: $id) { isPermitted text } }";
        Map<String, String> of = Map.of("id", holder.id());
        Answer told = admin.ask(query, of).ok();
        Check.equal("false", told.text("/explainAccess/isPermitted"), "whether it is permitted");
        Check.sentence(told.text("/explainAccess/text"), watcher);
        Check.error(holder.ask(query, of), "FORBIDDEN");
    }

    private void unfit() {
        refused(role("tenant-admin", "user:read:own"), "ROLE_FIXED");
        refused(inheriting("nobody-knows-it"), "ROLE_PARENT_UNKNOWN");
        refused(inheriting(watcher), "ROLE_CYCLE");
        Map<String, Object> denying = role(watcher);
        denying.put("denials", List.of(Map.of("urn", "*:*:all")));
        refused(denying, "ROLE_LOCKS_OUT");
        String[] many = IntStream.rangeClosed(0, 500)
                .mapToObj(i -> "wallet:read:w-" + i)
                .toArray(String[]::new);
        refused(role(watcher, many), "TOO_MANY_RULES");
        Map<String, Object> late = role(watcher);
        late.put("expectedVersion", version() - 1);
        Mutations.refused(admin, SAVE, late, "ROLES_CHANGED");
        save("forex-analyst", "wallet:read:all");
        Map<String, Object> set = change("roleSet", "TRADING");
        Mutations.refused(admin, "adoptRoleSet", set, "ROLE_TAKEN");
        Mutations.ask(admin, DELETE, change("name", "forex-analyst"), CHANGED).ok();
    }

    private void limits() {
        save(leading, "role:save:all", "role:read:all", "user:read:own");
        staff.join(lead, leading);
        Mutations.refused(lead, SAVE, role(leading, "*:*:all"), "BEYOND_OWN_ROLES");
        Mutations.refused(lead, SAVE, role("finance", "user:read:own"), "BEYOND_OWN_ROLES");
    }

    private void delete() {
        Mutations.refused(admin, DELETE, change("name", watcher), "ROLE_IN_USE");
        Mutations.refused(admin, DELETE, change("name", "merchant"), "ROLE_BUILT_IN");
        Map.of(watcher, holder, leading, lead).forEach((role, person) -> {
            Mutations.ask(admin, "revokeRole", Map.of("userId", person.id(), "role", role))
                    .ok();
            String left = Mutations.done(admin, DELETE, change("name", role), CHANGED, "/changes/0");
            Check.sentence(left, role);
        });
    }

    private void refused(Map<String, Object> role, String code) {
        Mutations.refused(admin, SAVE, role, code);
    }

    private void save(String name, String... grants) {
        Check.equal(
                "RoleChange",
                Mutations.done(admin, SAVE, role(name, grants), CHANGED, "/__typename"),
                "the result of saving " + name);
    }

    private boolean can(String urn) {
        return holder.ask("query C($urn: String!) { can(urn: $urn) }", Map.of("urn", urn))
                .ok()
                .at("/can")
                .asBoolean();
    }

    private int version() {
        return admin.ask("{ role(name: \"user\") { version } }")
                .ok()
                .at("/role/version")
                .asInt();
    }

    private Map<String, Object> role(String name, String... grants) {
        Map<String, Object> role = change("name", name);
        role.put(
                "grants",
                List.of(grants).stream().map(urn -> Map.of("urn", urn)).toList());
        return role;
    }

    private Map<String, Object> inheriting(String parent) {
        Map<String, Object> role = role(watcher);
        role.put("inherits", List.of(parent));
        return role;
    }

    private Map<String, Object> change(String field, String value) {
        return new HashMap<>(Map.of(field, value, "expectedVersion", version(), "reason", "the auth suite"));
    }
}
