package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The audit log, as administrators read it. */
final class AuditSteps {

    private static final String ABOUT = """
            query A($id: ID!, $kinds: [AuditKind!]) {
              auditLog(filter: { subjectId: $id, kinds: $kinds }, first: 20) {
                nodes { kind actorId details { name value } seq } } }""";
    private static final String EXPORT = """
            query E($id: ID!, $after: String) {
              auditLogExport(filter: { subjectId: $id }, first: 2, after: $after) { entries csv endCursor } }""";
    private static final String VERIFY =
            "query V($from: Int) { verifyAuditLog(from: $from) { isSound checked next lastSeq flaw { kind seq } } }";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;

    AuditSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "una");
    }

    void addTo(Suite suite) {
        suite.step(
                        "what an administrator does to a user is in the audit log with their name, and only they read it",
                        () -> {
                            Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                            user.join("Una");
                            Map<String, String> role = Map.of("userId", user.id(), "role", "operator");
                            Mutations.ask(admin, "assignRole", role).ok();
                            Mutations.ask(admin, "revokeRole", role).ok();
                            Map<String, Object> about = Map.of("id", user.id(), "kinds", List.of("ROLE_ASSIGNED"));
                            Answer told = admin.ask(ABOUT, about).ok();
                            Check.equal(admin.id(), told.text("/auditLog/nodes/0/actorId"), "who gave the role");
                            Check.equal("operator", told.text("/auditLog/nodes/0/details/0/value"), "the role");
                            Person.await(
                                    "the entry's place in the chain",
                                    () -> admin.ask(ABOUT, about)
                                            .ok()
                                            .at("/auditLog/nodes/0/seq")
                                            .isInt());
                            Check.error(user.login().ask(ABOUT, about), "FORBIDDEN");
                        })
                .step("the log is exported in parts, and verifies", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    Map<String, Object> export = new HashMap<>(Map.of("id", user.id()));
                    Answer first = admin.ask(EXPORT, export).ok();
                    Check.that(
                            first.text("/auditLogExport/csv").startsWith("seq,id,at,kind,"),
                            "the first part has a header");
                    export.put("after", first.text("/auditLogExport/endCursor"));
                    Answer second = admin.ask(EXPORT, export).ok();
                    Check.equal(2, second.at("/auditLogExport/entries").asInt(), "entries of the second part");
                    int from = 1;
                    while (from > 0) {
                        Answer verified =
                                admin.ask(VERIFY, Map.of("from", from)).ok();
                        Check.that(verified.at("/verifyAuditLog/isSound").asBoolean(), verified.shown() + " is sound");
                        from = verified.at("/verifyAuditLog/next").asInt(0);
                    }
                });
    }
}
