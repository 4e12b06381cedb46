package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.device.PushPlatform;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.push.ProviderStub.Asked;
import dev.coffer.notification.template.BuiltInTemplates;
import dev.coffer.notification.template.RenderTemplate;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody calls themselves to break out of a message, to look like somebody else, or to lead elsewhere: data, by every channel. */
final class HostileValuesTest {

    private static Rendered deposit(NotificationChannel channel, String name) {
        return Objects.requireNonNull(RenderTemplate.render(
                Objects.requireNonNull(BuiltInTemplates.find("wallet.deposit.completed")),
                channel,
                "en",
                Map.of("amount", name, "currency", "EUR")));
    }

    private static boolean isHidden(int character) {
        return character != '\n'
                && (Character.isISOControl(character) || Character.getType(character) == Character.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\r\nBcc: eve@example.com",
                "Ann\r\n\r\n<script>alert(1)</script>",
                "Ann\u0000\u0007\u001b[2J",
                "Ann\u2028\u2029Subject: x",
                "\u202eecila\u202c",
                "A\u200bn\u200dn\ufeff",
                "\", \"token\": \"other\", \"x\": \"",
                "\\u0022}}, {\"message\": {",
                "{{displayName}} {{{displayName}}} {{>other}} ${7*7}",
                "\ud83d",
                "=?utf-8?B?QmNjOiBldmVAZXhhbXBsZS5jb20=?="
            })
    void a_name_stays_a_name_in_a_push_message_and_in_its_headers(String name)
            throws IOException, JOSEException, Post.NotNow {
        Rendered rendered = deposit(NotificationChannel.PUSH, name);
        String id = "event\r\nX-Evil: 1".replace("\r\n", " ") + name.length();
        Mail mail = new Mail(
                id,
                "main",
                NotificationChannel.PUSH,
                NotificationPriority.NORMAL,
                new DeviceAddress(PushPlatform.FCM, List.of("token-of-the-device-itself")).toText(),
                rendered.subject(),
                rendered.text(),
                "",
                null);
        try (ProviderStub google = new ProviderStub(asked -> asked.path().equals("/token")
                ? Answer.of(200, "{\"access_token\": \"ya29\", \"expires_in\": 3599}")
                : Answer.of(200, "{\"name\": \"1\"}"))) {
            GoogleAccount account = GoogleAccount.parse(PushFixtures.serviceAccount(PushFixtures.rsa(), google.url()));
            new HttpFcmPost(account, google.url(), HttpPush.within(Duration.ofSeconds(5)), Clock.systemUTC())
                    .send(mail);
            requireInert(google.asked().getLast());
        }
    }

    private static void requireInert(Asked asked) {
        JsonNode root = JsonMapper.shared().readTree(asked.text());
        JsonNode message = root.path("message");
        assertThat(root.propertyNames()).containsExactly("message");
        assertThat(message.propertyNames())
                .containsExactlyInAnyOrder("token", "notification", "data", "android", "apns");
        assertThat(message.path("token").asString()).isEqualTo("token-of-the-device-itself");
        assertThat(message.path("notification").propertyNames()).containsExactlyInAnyOrder("title", "body");
        assertThat(message.at("/notification/title").asString())
                .doesNotContain("\n")
                .isNotBlank();
        assertThat(message.at("/notification/title").asString().codePoints()).noneMatch(HostileValuesTest::isHidden);
        assertThat(message.at("/notification/body").asString().codePoints()).noneMatch(HostileValuesTest::isHidden);
        assertThat(message.at("/android/notification/tag").asString()).matches("[A-Za-z0-9_-]{32}");
        assertThat(asked.headers().containsKey("X-evil")).isFalse();
        assertThat(new String(asked.body(), StandardCharsets.UTF_8)).doesNotContain("\r");
    }

    /** Cyrillic, Greek and full-width letters that look like Latin ones, dots that are none, and hosts that are none at all. */
    @ParameterizedTest
    @EnumSource(
            value = NotificationChannel.class,
            names = {"PUSH", "IN_APP", "EMAIL"})
    void a_link_to_who_only_looks_like_somebody_else_shows_where_it_leads(NotificationChannel channel) {
        for (String host : List.of(
                "www.p\u0430ypal.com",
                "https://p\u0430ypal.com/login",
                "HTTPS://g\u03bf\u03bfgle.com",
                "http://\uff45xample.com",
                "https://example\u3002com",
                "www\u3002example\uff0ecom",
                "https://ex\u00e4mple.com:443/a",
                "https://user@p\u0430ypal.com",
                "https:/p\u0430ypal.com",
                "https://" + "\u0430".repeat(70) + ".com")) {
            Rendered rendered = deposit(channel, "Ann " + host + " Lee");
            String all = rendered.subject() + "\n" + rendered.text() + "\n" + rendered.html();
            assertThat(all.lines()
                            .flatMap(line -> List.of(line.split("\\s")).stream())
                            .filter(word -> word.toLowerCase(Locale.ROOT).matches(".*(http|www).*")))
                    .as(host)
                    .allMatch(word -> word.chars().allMatch(character -> character < 0x80));
        }
    }
}
