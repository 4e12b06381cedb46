package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What staff sends, what users want of it, and what became of it; the mails are read back. */
final class SendingSteps {

    private static final String SEND = "sendNotification";
    private static final String BULK = "sendBulk";
    private static final String CANCEL = "cancelNotification";
    private static final String SAVE = "savePreferences";
    private static final String SHOWN = "... on NotificationDispatch { id state recipients handled unknown }";
    private static final Duration LATER = Duration.ofHours(1);
    private static final int HOURS = 3;

    private final GatewayClient client;
    private final Staff staff;
    private final Mailbox mailbox;
    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final String template = "suite.s" + UUID.randomUUID().toString().substring(0, 8);

    SendingSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.mailbox = staff.mailbox(client);
        this.admin = Person.unknown(client, "sending-admin");
        this.ann = Person.unknown(client, "sent-to");
        this.bob = Person.unknown(client, "sent-to-too");
    }

    void addTo(Suite suite) {
        suite.step("staff sends a message, which comes into the inbox and by mail, once", () -> {
                    staff.join(admin, "admin");
                    ann.join("Ann");
                    bob.join("Bob");
                    saveTemplate();
                    once();
                })
                .step("what cannot be sent is refused", this::refused)
                .step("many get it, and it is said how far it is", this::many)
                .step("what waits can be stopped, and what is over cannot", this::cancel)
                .step("one click in a mail program ends mails of that category, and only those", this::unsubscribe)
                .step("what keeps an account safe cannot be switched off", this::security)
                .step("in quiet hours a mail waits", this::quiet)
                .step("what became of messages is counted, and shown to whom it is about", this::shown);
    }

    private void saveTemplate() {
        Mutations.ask(
                        admin,
                        "saveTemplate",
                        Map.of(
                                "key",
                                template,
                                "variables",
                                List.of(Map.of("name", "prize", "sample", "a bike")),
                                "variants",
                                List.of(variant("IN_APP"), variant("EMAIL")),
                                "expectedVersion",
                                0))
                .ok();
    }

    private static Map<String, String> variant(String channel) {
        return Map.of("locale", "en", "channel", channel, "subject", "You won {{prize}}", "text", "It is {{prize}}.");
    }

    private Map<String, Object> order(String key, String category) {
        return new HashMap<>(Map.of(
                "idempotencyKey",
                template + key,
                "template",
                template,
                "category",
                category,
                "channels",
                List.of("IN_APP", "EMAIL"),
                "values",
                List.of(Map.of("name", "prize", "value", key))));
    }

    private Map<String, Object> to(Person person, String key, String category) {
        Map<String, Object> order = order(key, category);
        order.put("userId", person.id());
        return order;
    }

    private String sent(Map<String, Object> order) {
        return Mutations.done(admin, SEND, order, SHOWN, "/id");
    }

    private Answer dispatch(String id) {
        return admin.ask(
                        "query D($id: ID!) { notificationDispatch(id: $id) { state recipients handled unknown } }",
                        Map.of("id", id))
                .ok();
    }

    private void awaitDone(String id) {
        Person.await(
                "the end of dispatch " + id,
                () -> dispatch(id).text("/notificationDispatch/state").equals("DONE"));
    }

    private void once() {
        String id = sent(to(ann, "a bike", "BONUS"));
        Check.equal(id, sent(to(ann, "a bike", "BONUS")), "the dispatch of the same order");
        awaitDone(id);
        awaitMail(ann, "It is a bike.");
        Answer inbox = ann.ask("{ inbox(first: 20) { nodes { subject } } }").ok();
        int first = inbox.body().toString().indexOf("You won a bike");
        Check.that(first >= 0, "the message is in the inbox");
        Check.equal(first, inbox.body().toString().lastIndexOf("You won a bike"), "the only place that it is at");
    }

    private void awaitMail(Person person, String text) {
        Person.await("a mail: " + text, () -> mailbox.texts(person).stream().anyMatch(mail -> mail.contains(text)));
    }

    private void refused() {
        Map<String, Object> other = to(ann, "a bike", "MONEY");
        Mutations.refused(admin, SEND, other, "DISPATCH_KEY_REUSED");
        Map<String, Object> builtIn = to(ann, "k1", "BONUS");
        builtIn.put("template", "account.welcome");
        Mutations.refused(admin, SEND, builtIn, "DISPATCH_TEMPLATE_UNKNOWN");
        Map<String, Object> nobody = order("k2", "BONUS");
        nobody.put("userId", "nobody");
        Mutations.refused(admin, SEND, nobody, "RECIPIENT_UNKNOWN");
        Map<String, Object> empty = order("k3", "BONUS");
        empty.put("segment", Map.of("locale", "tlh"));
        Mutations.refused(admin, BULK, empty, "SEGMENT_EMPTY");
        Check.error(Mutations.ask(ann, SEND, to(bob, "k4", "BONUS")), "FORBIDDEN");
    }

    private void many() {
        Map<String, Object> bulk = order("a boat", "BONUS");
        bulk.put("userIds", List.of(ann.id(), bob.id(), "nobody"));
        String id = Mutations.done(admin, BULK, bulk, SHOWN, "/id");
        awaitDone(id);
        Check.equal(2, dispatch(id).at("/notificationDispatch/handled").asInt(), "those who were handled");
        Check.equal(1, dispatch(id).at("/notificationDispatch/unknown").asInt(), "those who are not there");
        awaitMail(bob, "It is a boat.");
    }

    private void cancel() {
        Map<String, Object> later = to(bob, "a house", "BONUS");
        later.put("sendAt", SuiteWiring.clock().instant().plus(LATER).toString());
        String id = sent(later);
        Check.equal("CANCELLED", Mutations.done(admin, CANCEL, Map.of("id", id), SHOWN, "/state"), "what was stopped");
        String done = sent(to(bob, "a car", "BONUS"));
        awaitDone(done);
        Mutations.refused(admin, CANCEL, Map.of("id", done), "DISPATCH_ENDED");
    }

    private void unsubscribe() {
        URI link = URI.create(mailbox.unsubscribe(ann));
        Check.equal(200, client.raw(HttpRequest.newBuilder(link).build()).statusCode(), "the status of the page");
        Check.that(isWanted("BONUS", "EMAIL"), "a look at the page ends nothing");
        Check.equal(200, click(link), "the status of the click");
        Check.that(!isWanted("BONUS", "EMAIL"), "the click ends mails of the category");
        Check.that(isWanted("MONEY", "EMAIL") && isWanted("BONUS", "IN_APP"), "and nothing else");
        Check.equal(400, click(URI.create(link.toString().replace("token=", "token=A"))), "the status of a forged one");
        awaitDone(sent(to(ann, "a plane", "BONUS")));
        awaitDelivery("SUPPRESSED_BY_PREFERENCE");
    }

    private int click(URI link) {
        HttpRequest post = HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build();
        return client.raw(post).statusCode();
    }

    private boolean isWanted(String category, String channel) {
        String choice = "{\"category\":\"" + category + "\",\"channel\":\"" + channel + "\",\"isWanted\":true}";
        return ann.ask("{ preferences { choices { category channel isWanted } } }")
                .ok()
                .body()
                .toString()
                .contains(choice);
    }

    private void awaitDelivery(String reason) {
        Person.await(
                "a delivery: " + reason,
                () -> ann.ask("{ myDeliveries(first: 20) { nodes { state reason } } }")
                        .ok()
                        .body()
                        .toString()
                        .contains(reason));
    }

    private void security() {
        Map<String, Object> off = Map.of("category", "SECURITY", "channel", "EMAIL", "isWanted", false);
        Mutations.refused(ann, SAVE, Map.of("choices", List.of(off)), "ALWAYS_TOLD");
    }

    private void quiet() {
        LocalTime now = LocalTime.ofInstant(SuiteWiring.clock().instant(), ZoneOffset.UTC);
        Map<String, String> hours =
                Map.of("from", minute(now.minusHours(HOURS)), "until", minute(now.plusHours(HOURS)), "timeZone", "UTC");
        Mutations.ask(ann, SAVE, Map.of("quietHours", hours)).ok();
        awaitDone(sent(to(ann, "a day off", "MONEY")));
        awaitDelivery("DEFERRED_BY_QUIET_HOURS");
        Mutations.ask(ann, SAVE, Map.of("clearsQuietHours", true)).ok();
    }

    private static String minute(LocalTime time) {
        return time.toString().substring(0, "22:00".length());
    }

    private void shown() {
        Answer stats = admin.ask("{ notificationStats(days: 2) { channel sent suppressed } }")
                .ok();
        Check.that(stats.body().toString().contains("EMAIL"), "mails are counted");
        Answer ofAnn = admin.ask(
                        "query D($id: ID!) { deliveries(userId: $id, first: 20) { nodes { kind state } } }",
                        Map.of("id", ann.id()))
                .ok();
        Check.that(ofAnn.body().toString().contains(template), "staff sees what became of a user's messages");
        Check.error(ann.ask("{ deliveries { nodes { id } } }"), "FORBIDDEN");
        Answer providers =
                admin.ask("{ notificationProviders { channel description } }").ok();
        Check.that(providers.body().toString().contains("SMS"), "it is said where text messages go");
    }
}
