package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An inbox as its owner uses it: followed, seen, read, put away; and nobody else's. */
final class InboxSteps {

    private static final String NEWEST = "{ inbox(first: 1) { nodes { id subject state } } }";
    private static final String COUNTS = "{ inboxCounts { unread unseen } }";
    private static final String STATE = "... on Notification { state }";

    private final Person ann;
    private final Person bob;

    InboxSteps(GatewayClient client) {
        this.ann = Person.unknown(client, "inbox-owner");
        this.bob = Person.unknown(client, "inbox-other");
    }

    void addTo(Suite suite) {
        suite.step("who follows an inbox is told of a message as it comes, and others are not", () -> {
                    ann.join("Ann");
                    bob.join("Bob");
                    follow();
                })
                .step("a message is unseen, then seen, then read, then put away", this::tend)
                .step("all that is there is read at once", () -> {
                    Mutations.ask(ann, "markAllRead", Map.of()).ok();
                    Check.equal(0, unread(), "the unread messages");
                })
                .step("nobody marks or puts away another's message", this::strangers);
    }

    private void follow() {
        String wallet = ann.wallet("EUR");
        try (LiveEvents anns = ann.follow("subscription { notificationReceived { subject } }");
                LiveEvents counts = ann.follow("subscription { unreadCount }");
                LiveEvents bobs = bob.follow("subscription { notificationReceived { subject } }")) {
            ann.deposit(wallet, "3.21", "EUR", UUID.randomUUID().toString()).ok();
            Person.await(
                    "the message that is followed", () -> anns.all().toString().contains("3.21 EUR came in"));
            Person.await("the number of unread messages", () -> !counts.all().isEmpty());
            Check.that(!bobs.all().toString().contains("3.21"), "others are not told");
        }
    }

    private void tend() {
        String id = newest("id");
        Check.equal("UNSEEN", newest("state"), "the state of a message that came");
        Mutations.ask(ann, "markSeen", Map.of("notificationIds", List.of(id))).ok();
        Check.equal("SEEN", newest("state"), "the state of a message that was shown");
        Check.equal(
                "READ",
                Mutations.done(ann, "markRead", Map.of("notificationId", id), STATE, "/state"),
                "the state of a message that was read");
        Check.equal(
                "ARCHIVED",
                Mutations.done(ann, "archiveNotification", Map.of("notificationId", id), STATE, "/state"),
                "the state of a message that was put away");
        Check.that(!newest("id").equals(id), "what was put away is not in the inbox");
    }

    private void strangers() {
        Map<String, String> anns = Map.of("notificationId", newest("id"));
        Check.error(Mutations.ask(bob, "markRead", anns), "NOT_FOUND");
        Check.error(Mutations.ask(bob, "archiveNotification", anns), "NOT_FOUND");
    }

    private String newest(String field) {
        return ann.ask(NEWEST).ok().text("/inbox/nodes/0/" + field);
    }

    private int unread() {
        Answer counts = ann.ask(COUNTS).ok();
        return counts.at("/inboxCounts/unread").asInt();
    }
}
