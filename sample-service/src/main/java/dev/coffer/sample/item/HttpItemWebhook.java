// [webhooks]
package dev.coffer.sample.item;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.core.webhook.WebhookVerdict;
import dev.coffer.core.webhook.WebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a partner tells the name of an item: {@code {"id": "<of the event>", "itemId": "...", "name": "..."}}, signed as docs/core-lib.md
 * has it, in the header {@value #HEADER}. Answers 204; 400 where it counts for nothing; 404 where there is no such item or the
 * webhook is not set up; 503 where the partner shall tell it again.
 */
@RestController
class HttpItemWebhook {

    static final String PATH = "/webhooks/sample/items";
    static final String HEADER = "Coffer-Signature";
    private static final int MOST_BYTES = 256 << 10;

    private final TakeOverName takeOver;
    private final WebhookVerifier verifier;
    private final List<WebhookSecret> secrets;
    private final String tenantId;

    HttpItemWebhook(
            TakeOverName takeOver, WebhookVerifier itemVerifier, ItemWebhookWiring.ItemWebhookProperties properties) {
        this.takeOver = takeOver;
        this.verifier = itemVerifier;
        this.secrets = properties.secrets();
        this.tenantId = properties.tenant();
    }

    /** What the partner sends. */
    record Told(
            @Nullable String id,
            @Nullable String itemId,
            @Nullable String name) {}

    @PostMapping(PATH)
    ResponseEntity<String> receive(
            @RequestHeader(name = HEADER, required = false) @Nullable String signature, HttpServletRequest request)
            throws IOException {
        if (secrets.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        return switch (verifier.verify(signature, body, secrets)) {
            case WebhookVerdict.Refused(WebhookVerdict.Reason reason) ->
                ResponseEntity.status(reason.isTemporary() ? 503 : 400).body(reason.sentence());
            case WebhookVerdict.Valid valid -> handle(body, valid);
        };
    }

    /** Whatever does not come to a good end may be sent again as it is. */
    private ResponseEntity<String> handle(byte[] body, WebhookVerdict.Valid valid) {
        boolean isDone = false;
        try {
            ResponseEntity<String> answer = tell(JsonMapper.shared().readValue(body, Told.class));
            isDone = answer.getStatusCode().is2xxSuccessful();
            return answer;
        } catch (JacksonException | IllegalArgumentException wrong) {
            return ResponseEntity.badRequest().body("This is not what the webhook takes.");
        } catch (CodedException failure) {
            if (failure.code() != CommonError.UNAVAILABLE) {
                throw failure;
            }
            return ResponseEntity.status(503).body("Not at the moment; send it again.");
        } finally {
            if (!isDone) {
                verifier.release(valid);
            }
        }
    }

    private ResponseEntity<String> tell(Told told) {
        if (told.id() == null || told.itemId() == null || told.name() == null) {
            throw new IllegalArgumentException("id, itemId and name are needed");
        }
        return takeOver.takeOver(tenantId, told.id(), told.itemId(), Item.name(told.name()))
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }
}
// [/webhooks]
