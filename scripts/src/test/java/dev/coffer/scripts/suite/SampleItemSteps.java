package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.util.Map;
import java.util.UUID;

/** Items from the first to the last, through the gateway. */
final class SampleItemSteps {

    private static final String ITEM = "... on Item { id version owner { displayName } }";
    private static final int LIMIT = 20;

    private final GatewayClient client;
    private final Staff staff;
    private final Person ann;
    private final Person bob;
    private String id = "";

    SampleItemSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
    }

    void addTo(Suite suite) {
        suite.step("an item is made once, with its owner's name from another service", this::make)
                .step("an item is found among what its owner has, and joined to the user", this::find)
                .step("an item of somebody else is not there", this::hide)
                .step("an item that was changed meanwhile is not changed", this::change);
        // [realtime]
        suite.step("who follows items is told", this::follow);
        // [/realtime]
        // [sagas]
        suite.step("staff approve an item once", this::approve);
        // [/sagas]
        suite.step("nobody has more items than one may have", this::limit)
                .step("an item that is removed is gone", this::remove);
    }

    private static Map<String, ?> named(String name) {
        return Map.of("name", name, "idempotencyKey", UUID.randomUUID().toString());
    }

    private Answer look(Person by) {
        return by.ask("query($id: ID!) { item(id: $id) { name version } }", Map.of("id", id));
    }

    private void make() {
        ann.join("Ann");
        bob.join("Bob");
        Map<String, ?> input = named("Blue");
        Answer made = Mutations.ask(ann, "createItem", input, ITEM).ok();
        id = made.text("/createItem/id");
        Check.equal("Ann", made.text("/createItem/owner/displayName"), "the owner's name");
        Check.equal(id, Mutations.done(ann, "createItem", input, ITEM, "/id"), "what the same request has made");
    }

    private void find() {
        Answer mine = ann.ask("{ me { displayName items(first: 5) { totalCount nodes { id name } } } }")
                .ok();
        Check.equal("1", mine.text("/me/items/totalCount"), "how many there are");
        Check.equal(id, mine.text("/me/items/nodes/0/id"), "which it is");
    }

    private void hide() {
        Check.error(look(bob), "NOT_FOUND");
        Check.error(Mutations.ask(bob, "removeItem", Map.of("id", id)), "NOT_FOUND");
        Check.error(
                client.ask("query($id: ID!) { item(id: $id) { name } }", Map.of("id", id), null), "UNAUTHENTICATED");
    }

    private void change() {
        Map<String, ?> first = Map.of("id", id, "name", "Green", "version", 1);
        Check.equal("2", Mutations.done(ann, "renameItem", first, ITEM, "/version"), "the version after a change");
        Mutations.refused(ann, "renameItem", Map.of("id", id, "name", "Red", "version", 1), "ITEM_CHANGED");
    }
    // [realtime]

    private void follow() {
        try (LiveEvents events = ann.follow("subscription { itemChanged { itemId item { name } } }")) {
            String other = Mutations.done(ann, "createItem", named("Followed"), ITEM, "/id");
            Person.await(
                    "the event",
                    () -> events.all().stream()
                            .anyMatch(event -> event.at("/data/itemChanged/itemId")
                                    .asString("")
                                    .equals(other)));
            Mutations.done(ann, "removeItem", Map.of("id", other), ITEM, "/id");
        }
    }
    // [/realtime]
    // [sagas]

    private void approve() {
        Person admin = staff.join(Person.unknown(client, "admin"), "admin");
        Check.error(Mutations.ask(ann, "approveItem", Map.of("id", id)), "FORBIDDEN");
        Mutations.done(admin, "approveItem", Map.of("id", id), ITEM, "/id");
        Person.await(
                "the approval",
                () -> ann.ask("query($id: ID!) { item(id: $id) { isApproved } }", Map.of("id", id))
                        .ok()
                        .at("/item/isApproved")
                        .asBoolean(false));
        Person.await(
                "the end of the wait",
                () -> Mutations.ask(admin, "approveItem", Map.of("id", id))
                        .codes()
                        .contains("ITEM_NOT_WAITING"));
    }
    // [/sagas]

    private void limit() {
        for (int i = 1; i < LIMIT; i++) {
            Mutations.done(ann, "createItem", named("More"), ITEM, "/id");
        }
        Mutations.refused(ann, "createItem", named("Too many"), "ITEM_LIMIT");
        Person operator = staff.join(Person.unknown(client, "olga"), "operator");
        Check.equal(
                "More",
                operator.ask(
                                "query($id: ID!) { user(id: $id) { items(first: 1) { nodes { name } } } }",
                                Map.of("id", ann.id()))
                        .ok()
                        .text("/user/items/nodes/0/name"),
                "what an operator sees of it");
    }

    private void remove() {
        Mutations.done(ann, "removeItem", Map.of("id", id), ITEM, "/id");
        Check.error(look(ann), "NOT_FOUND");
    }
}
