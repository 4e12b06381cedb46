package dev.coffer.auth.revocation;

import dev.coffer.core.identity.RevocationPage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes which access tokens count no more, beside the keys that they are verified with. Public as those are: it names nobody,
 * only digests that mean something to whoever has the token in hand.
 */
@RestController
class HttpRevocationList {

    private final LiveRevocations revocations;

    HttpRevocationList(LiveRevocations revocations) {
        this.revocations = revocations;
    }

    /**
     * @param since {@code asOf} of the page that the caller had before, in milliseconds since 1970
     * @return 503 before this replica has read any: a verifier keeps what it has and asks again
     */
    @GetMapping("/.well-known/revocations.json")
    ResponseEntity<String> revocations(@RequestParam(required = false) @Nullable Long since) {
        RevocationPage page = revocations.page(since == null ? null : Instant.ofEpochMilli(since));
        if (page == null) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .cacheControl(CacheControl.noStore())
                    .build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(page.toJson());
    }
}
