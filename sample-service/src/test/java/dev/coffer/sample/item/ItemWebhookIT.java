// [webhooks]
package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.core.webhook.WebhookSigner;
import dev.coffer.sample.SampleApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;

@ExtendWith(StoresExtension.class)
class ItemWebhookIT {

    private static final WebhookSecret SECRET = new WebhookSecret("the-partner-signs-with-this");

    private static TestTokens tokens;
    private static TestService service;
    private static HttpClient partner;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                SampleApplication.class,
                SampleApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.sample.item-webhook.secret", SECRET.text()));
        partner = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        partner.close();
        service.close();
        tokens.close();
    }

    private static String signed(String body, Clock clock) {
        return new WebhookSigner(clock).sign(body.getBytes(StandardCharsets.UTF_8), List.of(SECRET));
    }

    private static int send(String body, String signature) throws Exception {
        String port = service.bean(Environment.class).getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + HttpItemWebhook.PATH))
                .header("Content-Type", "application/json")
                .header(HttpItemWebhook.HEADER, signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return partner.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static int send(String body) throws Exception {
        return send(body, signed(body, Clock.systemUTC()));
    }

    private static String told(String eventId, String id, String name) {
        return "{\"id\": \"" + eventId + "\", \"itemId\": \"" + id + "\", \"name\": \"" + name + "\"}";
    }

    private static String nameOf(ItemClient owner, String id) {
        return owner.find(id).at("/data/item/name").asString("");
    }

    @Test
    void a_partner_names_an_item_once_for_each_event() throws Exception {
        ItemClient ann = ItemClient.of(service, tokens, "main", "ann");
        String id = ann.made("Blue");

        assertThat(send(told("evt-1", id, "Green"))).isEqualTo(204);
        assertThat(send(told("evt-2", id, "Red"))).isEqualTo(204);
        String again = told("evt-1", id, "Green");
        assertThat(send(again, signed(again, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-7)))))
                .as("signed anew, and done already")
                .isEqualTo(204);
        assertThat(nameOf(ann, id)).isEqualTo("Red");
    }

    @Test
    void what_is_not_signed_or_old_or_of_another_tenant_changes_nothing() throws Exception {
        ItemClient ann = ItemClient.of(service, tokens, "main", "ann");
        ItemClient other = ItemClient.of(service, tokens, "other", "ann");
        String id = ann.made("Mine");
        String foreign = other.made("Theirs");
        String body = told("evt-3", id, "Stolen");

        assertThat(send(body, signed(body + " ", Clock.systemUTC()))).isEqualTo(400);
        assertThat(send(body, "t=1,v1=00")).isEqualTo(400);
        assertThat(send(body, signed(body, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)))))
                .isEqualTo(400);
        assertThat(send(told("evt-4", foreign, "Stolen"))).isEqualTo(404);
        assertThat(send(told("evt-5", id, ""))).isEqualTo(400);
        assertThat(send("[]")).isEqualTo(400);
        assertThat(nameOf(ann, id)).isEqualTo("Mine");
        assertThat(nameOf(other, foreign)).isEqualTo("Theirs");
    }
}
// [/webhooks]
