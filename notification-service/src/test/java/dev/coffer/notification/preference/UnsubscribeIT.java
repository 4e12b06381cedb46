package dev.coffer.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A no from a mail, as mail programs say it. */
final class UnsubscribeIT extends PreferencesStage {

    @Test
    void one_click_ends_mails_of_the_category_and_a_look_at_the_page_ends_nothing()
            throws MessagingException, IOException, InterruptedException {
        know("eve");
        payOut("eve");
        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        MimeMessage mail = mails().getFirst();
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String header = mail.getHeader("List-Unsubscribe")[0].replaceAll("\\s", "");
        URI link = URI.create(header.substring(1, header.length() - 1));

        HttpResponse<String> page = send(HttpRequest.newBuilder(link).build());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("One-Click").doesNotContain("eve", address);
        assertThat(post(link, "something=else").statusCode()).isEqualTo(400);
        assertThat(isWanted("eve", "MONEY", "EMAIL")).isTrue();

        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(isWanted("eve", "MONEY", "EMAIL")).isFalse();
        assertThat(isWanted("eve", "MONEY", "IN_APP")).isTrue();
        assertThat(isWanted("eve", "BONUS", "EMAIL")).isTrue();
        assertThat(isWanted("fay", "MONEY", "EMAIL")).isTrue();

        URI forged = URI.create(link.toString().replace("token=", "token=A"));
        assertThat(post(forged, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(forged).build()).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> post(URI link, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
