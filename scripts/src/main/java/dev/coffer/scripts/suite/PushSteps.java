package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Devices that messages are pushed to: registered, written to, theirs alone, taken away. */
final class PushSteps {

    private static final String REGISTER = "registerDevice";
    private static final String DEVICE = "... on PushDevice { id }";
    private static final String MINE = "{ myDevices { nodes { id platform name } } webPushKey }";

    /** The example of RFC 8291, section 5. */
    private static final Map<String, String> BROWSER = Map.of(
            "endpoint",
            "https://push.example.com/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
            "p256dh",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth",
            "BTBZMqHH6r4Tts7J_aSIgg");

    private final Staff staff;
    private final Mailbox mailbox;
    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final String token = "suite:" + UUID.randomUUID();
    private final String template = "suite.p" + UUID.randomUUID().toString().substring(0, 8);

    PushSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.mailbox = staff.mailbox(client);
        this.admin = Person.unknown(client, "push-admin");
        this.ann = Person.unknown(client, "device-owner");
        this.bob = Person.unknown(client, "device-taker");
    }

    void addTo(Suite suite) {
        suite.step("a device that is registered is the same however often", () -> {
                    staff.join(admin, "admin");
                    ann.join("Ann");
                    bob.join("Bob");
                    Check.equal(register(ann), register(ann), "the device");
                    Check.equal(1, devices(ann), "the devices of its owner");
                })
                .step("a message is pushed to it once, as the inbox would say it", this::pushed)
                .step("what is no address of a device is refused", this::refused)
                .step("nobody takes away another's device; who registers it has it", this::moved)
                .step("a device that was taken away gets nothing more", this::takenAway);
    }

    private String register(Person person) {
        return Mutations.done(
                person, REGISTER, Map.of("platform", "FCM", "token", token, "name", "phone"), DEVICE, "/id");
    }

    private static int devices(Person person) {
        return person.ask(MINE).ok().at("/myDevices/nodes").size();
    }

    private void pushed() {
        List<Map<String, String>> variants =
                List.of(Map.of("locale", "en", "channel", "IN_APP", "subject", "Pushed to you", "text", "It is so."));
        Mutations.ask(admin, "saveTemplate", Map.of("key", template, "variants", variants, "expectedVersion", 0))
                .ok();
        send(ann, "first");
        Person.await("a push message", () -> !mailbox.pushedTo("FCM " + token).isEmpty());
        Check.equal(List.of("Pushed to you"), mailbox.pushedTo("FCM " + token), "what was pushed");
    }

    private void send(Person person, String key) {
        Map<String, Object> order = Map.of(
                "idempotencyKey",
                template + key,
                "userId",
                person.id(),
                "template",
                template,
                "category",
                "ACCOUNT",
                "channels",
                List.of("PUSH", "IN_APP"));
        Mutations.ask(admin, "sendNotification", order).ok();
    }

    private void refused() {
        Check.error(Mutations.ask(ann, REGISTER, Map.of("platform", "APNS", "token", "no token")), "INVALID_INPUT");
        Mutations.refused(ann, REGISTER, Map.of("platform", "WEB_PUSH", "webPush", BROWSER), "PUSH_SERVICE_UNKNOWN");
    }

    private void moved() {
        String anns = register(ann);
        Mutations.ask(bob, "unregisterDevice", Map.of("deviceId", anns)).ok();
        Check.equal(1, devices(ann), "the devices of the owner after another took it away");
        register(bob);
        Check.equal(0, devices(ann), "the devices of who had it");
        Check.equal(1, devices(bob), "the devices of who has it");
    }

    private void takenAway() {
        String bobs = register(bob);
        for (int i = 0; i < 2; i++) {
            Mutations.ask(bob, "unregisterDevice", Map.of("deviceId", bobs)).ok();
        }
        send(bob, "second");
        Person.await("the message in the inbox", () -> {
            Answer inbox = bob.ask("{ inbox(first: 20) { nodes { subject } } }").ok();
            return inbox.body().toString().contains("Pushed to you");
        });
        Check.equal(1, mailbox.pushedTo("FCM " + token).size(), "what was pushed to the device");
    }
}
