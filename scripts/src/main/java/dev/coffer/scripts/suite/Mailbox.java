package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what people were written, from the mailbox of a development system. */
final class Mailbox {

    private static final Pattern CODE = Pattern.compile("(?m)^([0-9]{6})$");

    private final GatewayClient client;
    private final Supplier<String> address;

    /** @param address of notification-service, asked for when a mail is wanted */
    Mailbox(GatewayClient client, Supplier<String> address) {
        this.client = client;
        this.address = address;
    }

    /** How many messages went to somebody so far; the next one is waited for by {@link #next}. */
    int count(Person person) {
        return mails(person).size();
    }

    /** The text of the message that comes after the first {@code count} of them. */
    String next(Person person, int count) {
        Person.await("a message to " + person.email(), () -> count(person) > count);
        JsonNode mails = mails(person);
        return mails.get(mails.size() - 1 - count).path("text").asString();
    }

    /** The six digits in the first message with such that comes after the first {@code count}: there may be others about the same. */
    String nextCode(Person person, int count) {
        String[] found = {""};
        Person.await("a code to " + person.email(), () -> {
            for (int i = count; found[0].isEmpty() && i < count(person); i++) {
                Matcher code = CODE.matcher(next(person, i));
                found[0] = code.find() ? code.group(1) : "";
            }
            return !found[0].isEmpty();
        });
        return found[0];
    }

    /** The texts of all, the newest first. */
    List<String> texts(Person person) {
        return mails(person)
                .valueStream()
                .map(mail -> mail.path("text").asString(""))
                .toList();
    }

    /** By which the newest mail that somebody can say no to lets them do so. */
    String unsubscribe(Person person) {
        return mails(person)
                .valueStream()
                .map(mail -> mail.path("unsubscribe").asString(""))
                .filter(link -> !link.isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError("No mail with a link to unsubscribe"));
    }

    /** The subjects of what was pushed to a device, the newest first. @param device "FCM ..." */
    List<String> pushedTo(String device) {
        return mails(device)
                .valueStream()
                .map(message -> message.path("subject").asString(""))
                .toList();
    }

    private JsonNode mails(Person person) {
        return mails(person.email());
    }

    private JsonNode mails(String recipient) {
        String to = URLEncoder.encode(recipient, StandardCharsets.UTF_8);
        URI mails = URI.create(address.get() + "/dev/mail.json?to=" + to);
        return JsonMapper.shared()
                .readTree(client.raw(HttpRequest.newBuilder(mails).build()).body());
    }
}
