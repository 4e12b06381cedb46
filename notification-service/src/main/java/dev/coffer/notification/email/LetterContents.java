package dev.coffer.notification.email;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import dev.coffer.notification.message.WhatsAppContent;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.queue.Task;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What letters say, sealed until they are sent: it is personal, and a letter may wait for hours. */
final class LetterContents {

    private static final String PURPOSE = "letter-content";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Seal seal;

    LetterContents(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
    }

    /** What a template made of it. @param whatsApp null for every other channel */
    record Content(
            String subject,
            String text,
            String html,
            @Nullable WhatsAppContent whatsApp) {

        Mail to(Task task, Letter letter, String contact) {
            return new Mail(
                    letter.deliveryId(),
                    task.tenantId(),
                    letter.channel(),
                    task.lane(),
                    contact,
                    subject,
                    text,
                    html,
                    null,
                    whatsApp);
        }

        @Override
        public String toString() {
            return "Content[***]";
        }
    }

    String seal(String tenantId, String deliveryId, Content content) {
        byte[] json = JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        return seal.seal(json, boundTo(tenantId, deliveryId)).toText();
    }

    /** @throws IllegalStateException where it was sealed with another master key, or for another letter */
    Content open(String tenantId, String deliveryId, String sealed) {
        byte[] json = seal.open(SealedSecret.parse(sealed), boundTo(tenantId, deliveryId));
        return JSON.readValue(json, Content.class);
    }

    private static String boundTo(String tenantId, String deliveryId) {
        return tenantId + "|" + deliveryId;
    }
}
